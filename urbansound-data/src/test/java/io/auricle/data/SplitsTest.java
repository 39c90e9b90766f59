package io.auricle.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SplitsTest {
    private static final Set<String> CROSSING = Set.of("77751", "106905", "132016", "176638", "180937");
    private final List<Clip> clips = Metadata.clips(1);

    @Test
    void takes_the_folds_that_are_named_and_no_others() {
        Split split = Splits.official(clips, Set.of(1, 2), Set.of(3), Set.of(10), 1);

        assertThat(split.train()).containsExactlyInAnyOrderElementsOf(ofFolds(1, 2));
        assertThat(split.validation()).containsExactlyInAnyOrderElementsOf(ofFolds(3));
        assertThat(split.test()).containsExactlyInAnyOrderElementsOf(ofFolds(10));
        assertThat(split.protocol()).isEqualTo(new SplitProtocol.Official(Set.of(2, 1), Set.of(3), Set.of(10), 1));
        assertThat(split.protocol().description()).isEqualTo("official folds: train 1, 2, validation 3, test 10");
    }

    @RepeatedTest(20)
    void holds_out_whole_recordings_of_training_when_no_validation_fold_is_named(RepetitionInfo info) {
        List<Clip> some = Metadata.clips(info.getCurrentRepetition());

        Split split = Splits.official(some, Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9), Set.of(), Set.of(10), 5);

        Set<String> held = recordings(split.validation());
        assertThat(held).doesNotContainAnyElementsOf(recordings(split.train()));
        double all = held.size() + recordings(split.train()).size();
        assertThat(held.size() / all).isEqualTo(Splits.HELD_OUT, within(0.05));
        assertThat(split.train().size()
                        + split.validation().size()
                        + split.test().size())
                .isEqualTo(some.size());
    }

    @Test
    void the_seed_draws_the_held_out_recordings_and_the_order_of_the_clips_does_not() {
        List<Clip> shuffled = new ArrayList<>(clips);
        Collections.shuffle(shuffled, new Random(9));
        Set<Integer> train = Set.of(1, 2, 3);

        Split split = Splits.official(clips, train, Set.of(), Set.of(4), 1);

        assertThat(recordings(
                        Splits.official(shuffled, train, Set.of(), Set.of(4), 1).validation()))
                .isEqualTo(recordings(split.validation()));
        assertThat(recordings(
                        Splits.official(clips, train, Set.of(), Set.of(4), 2).validation()))
                .isNotEqualTo(recordings(split.validation()));
    }

    @Test
    void the_known_five_recordings_cross_official_folds_with_two_labels_and_raise_no_warning() {
        assertThat(Splits.crossings(clips).keySet()).isEqualTo(CROSSING);
        assertThat(Splits.crossings(clips).get("77751"))
                .isEqualTo(Map.of("drilling", Set.of(2), "jackhammer", Set.of(7)));

        Split split = Splits.official(clips, Set.of(1, 2, 4, 5, 6, 8, 9, 10), Set.of(3), Set.of(7), 1);

        assertThat(split.leak()).isEmpty();
        assertThat(Leak.ofRecordings(split.train(), split.test()).leakedClips()).isPositive();
    }

    @Test
    void official_folds_that_part_a_labelled_recording_carry_the_measured_leak() {
        List<Clip> bad = List.of(clip("a-1", "a", 1), clip("a-2", "a", 2), clip("b-1", "b", 2), clip("c-1", "c", 1));

        Split split = Splits.official(bad, Set.of(1), Set.of(), Set.of(2), 1);

        assertThat(split.leak().map(Leak::testClips)).contains(2);
        assertThat(Splits.official(bad, Set.of(2), Set.of(1), Set.of(), 1).leak())
                .isEmpty();
    }

    @Test
    void refuses_a_fold_without_clips_a_fold_named_twice_and_no_training_fold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Splits.official(clips, Set.of(1), Set.of(), Set.of(11), 1))
                .withMessage("test fold must be one of 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 (those with clips), got 11");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Splits.official(clips, Set.of(1, 2), Set.of(2), Set.of(3), 1))
                .withMessage("fold must be named for one part, got 2 for train and validation");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Splits.official(clips, Set.of(), Set.of(2), Set.of(3), 1))
                .withMessage("trainFolds must name at least 1 fold, got 0");
    }

    @Test
    void every_fold_in_turn_tests_and_the_fold_before_it_validates() {
        Split split = Splits.leaveOneFoldOut(clips, 1, 1);

        assertThat(split.test()).containsExactlyInAnyOrderElementsOf(ofFolds(1));
        assertThat(split.validation()).containsExactlyInAnyOrderElementsOf(ofFolds(10));
        assertThat(split.train()).containsExactlyInAnyOrderElementsOf(ofFolds(2, 3, 4, 5, 6, 7, 8, 9));
    }

    @Test
    void two_folds_are_enough_to_cross_validate_with_held_out_recordings() {
        Split split = Splits.leaveOneFoldOut(ofFolds(1, 2), 2, 1);

        assertThat(split.test()).containsExactlyInAnyOrderElementsOf(ofFolds(2));
        assertThat(recordings(split.validation())).isNotEmpty().doesNotContainAnyElementsOf(recordings(split.train()));
        assertThatIllegalArgumentException().isThrownBy(() -> Splits.leaveOneFoldOut(ofFolds(2), 2, 1));
    }

    @RepeatedTest(20)
    void a_grouped_split_parts_no_recording_and_gives_each_part_its_share_of_every_class(RepetitionInfo info) {
        List<Clip> some = Metadata.clips(100 + info.getCurrentRepetition());

        Split split = Splits.grouped(some, 0.15, 0.2, info.getCurrentRepetition());

        List<Set<String>> parts =
                List.of(recordings(split.train()), recordings(split.validation()), recordings(split.test()));
        assertThat(parts.stream().mapToInt(Set::size).sum())
                .isEqualTo(recordings(some).size());
        assertThat(split.leak()).isEmpty();
        Map<String, Long> all = countByLabel(some);
        Map<String, Long> test = countByLabel(split.test());
        all.forEach((label, count) -> assertThat(test.getOrDefault(label, 0L) / (double) count)
                .as(label)
                .isBetween(0.02, 0.45));
        assertThat(split.test().size() / (double) some.size()).isEqualTo(0.2, within(0.05));
        assertThat(split.validation().size() / (double) some.size()).isEqualTo(0.15, within(0.05));
    }

    @Test
    void as_many_recordings_as_parts_are_just_enough() {
        List<Clip> three = List.of(clip("a", "a", 1), clip("b", "b", 1), clip("c", "c", 1));

        Split split = Splits.grouped(three, 0.1, 0.1, 1);

        assertThat(List.of(
                        split.train().size(),
                        split.validation().size(),
                        split.test().size()))
                .containsExactly(1, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Splits.grouped(three.subList(0, 2), 0.1, 0.1, 1))
                .withMessage("clips must come from at least 3 recordings to be parted by recording, got 2");
    }

    @Test
    void a_random_split_by_clip_carries_the_share_of_test_clips_with_a_sibling_in_training() {
        Split split = Splits.randomClips(clips, 0.1, 0.2, 1);

        Set<String> trained = recordings(split.train());
        long leaked = split.test().stream()
                .filter(clip -> trained.contains(clip.recording()))
                .count();
        assertThat(split.leak()).contains(new Leak((int) leaked, split.test().size()));
        assertThat(split.leak().get().share()).isGreaterThan(0.8);
        assertThat(split.leak().get().warning())
                .contains(leaked + " of " + split.test().size());
        assertThat(split.test()).hasSize((int) Math.round(0.2 * clips.size()));
        assertThat(split.validation()).hasSize((int) Math.round(0.1 * clips.size()));
    }

    @Test
    void the_notebook_split_tests_a_fifth_and_validates_on_the_last_fifth_of_the_rest() {
        Split split = Splits.randomWindows(clips, 1);

        int test = (int) Math.ceil(0.2 * clips.size());
        int train = (int) ((clips.size() - test) * 0.8);
        assertThat(split.test()).hasSize(test);
        assertThat(split.train()).hasSize(train);
        assertThat(split.validation()).hasSize(clips.size() - test - train);
        assertThat(split.leak()).isPresent();
        Split byClip = Splits.randomClips(clips, 0, (double) test / clips.size(), 1);
        assertThat(Stream.concat(split.train().stream(), split.validation().stream())
                        .toList())
                .isEqualTo(byClip.train());
    }

    @Test
    void the_seed_changes_both_random_splits_and_the_same_seed_repeats_them() {
        List<Function<Long, Split>> ways = List.of(
                seed -> Splits.randomClips(clips, 0.1, 0.2, seed),
                seed -> Splits.randomWindows(clips, seed),
                seed -> Splits.grouped(clips, 0.1, 0.2, seed));
        for (Function<Long, Split> way : ways) {
            assertThat(way.apply(1L)).isEqualTo(way.apply(1L));
            assertThat(way.apply(1L).test()).isNotEqualTo(way.apply(2L).test());
        }
    }

    @Test
    void refuses_shares_that_leave_nothing_to_train_on() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Splits.grouped(clips, 0.5, 0.5, 1))
                .withMessage("validationShare + testShare must be below 1, got 0.5 + 0.5");
        assertThatIllegalArgumentException().isThrownBy(() -> Splits.randomClips(clips, Double.NaN, 0.5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Splits.randomClips(clips, 0.1, -0.5, 1));
    }

    @Test
    void a_protocol_deals_the_same_split_again() {
        List<Split> splits = List.of(
                Splits.official(clips, Set.of(1, 2), Set.of(3), Set.of(10), 1),
                Splits.official(clips, Set.of(1, 2), Set.of(), Set.of(), 7),
                Splits.leaveOneFoldOut(clips, 1, 3),
                Splits.grouped(clips, 0.1, 0.2, 5),
                Splits.randomClips(clips, 0.1, 0.2, 6),
                Splits.randomWindows(clips, 2));

        assertThat(splits)
                .allSatisfy(split -> assertThat(split.protocol().deal(clips)).isEqualTo(split));
        assertThat(splits).extracting(split -> split.protocol().toMap()).doesNotHaveDuplicates();
        assertThat(new SplitProtocol.Grouped(0.1, 0.2, 5).toMap())
                .isEqualTo(Map.of("kind", "grouped", "validationShare", 0.1, "testShare", 0.2, "seed", 5L));
    }

    @Test
    void a_step_of_a_cross_validation_names_its_folds() {
        SplitProtocol.LeaveOneFoldOut step = new SplitProtocol.LeaveOneFoldOut(1, Set.of(1, 4, 7), 2);

        assertThat(step.official()).isEqualTo(new SplitProtocol.Official(Set.of(4), Set.of(7), Set.of(1), 2));
        assertThat(step.description()).isEqualTo("official folds: train 4, validation 7, test 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SplitProtocol.LeaveOneFoldOut(3, Set.of(1, 2), 2))
                .withMessage("test fold must be one of 1, 2, got 3");
    }

    @Test
    void a_split_of_a_programs_own_cannot_be_dealt_again() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new SplitProtocol.Custom("mine").deal(clips))
                .withMessage("protocol must be one of Splits to be dealt again, got mine");
    }

    @Test
    void a_clip_in_two_parts_is_refused_with_both_named() {
        Clip clip = clip("a", "a", 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Split(
                        List.of(clip), List.of(), List.of(clip), new SplitProtocol.Custom("mine"), Optional.empty()))
                .withMessage("clip must be in one part once, got a in train and test");
    }

    private List<Clip> ofFolds(Integer... folds) {
        Set<Integer> wanted = Set.of(folds);
        return clips.stream()
                .filter(clip -> wanted.contains(clip.fold().getAsInt()))
                .toList();
    }

    private static Set<String> recordings(List<Clip> clips) {
        return clips.stream().map(Clip::recording).collect(Collectors.toCollection(HashSet::new));
    }

    private static Map<String, Long> countByLabel(List<Clip> clips) {
        return clips.stream().collect(Collectors.groupingBy(Clip::label, Collectors.counting()));
    }

    private static Clip clip(String name, String recording, int fold) {
        return new Clip(Path.of(name), "siren", OptionalInt.of(fold), recording, OptionalInt.empty(), 0, 4);
    }
}
