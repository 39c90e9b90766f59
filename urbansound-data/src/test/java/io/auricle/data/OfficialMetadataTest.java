package io.auricle.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auricle.data.urbansound.UrbanSound8K;
import io.auricle.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The split rules on the metadata of all 8732 clips. */
class OfficialMetadataTest {
    @TempDir
    Path folder;

    private List<Clip> clips;

    @BeforeEach
    void read_the_official_metadata() throws IOException {
        Files.createDirectories(folder.resolve("metadata"));
        Files.copy(
                SharedFolder.find("data/urbansound8k/UrbanSound8K.csv"), folder.resolve("metadata/UrbanSound8K.csv"));
        clips = DataSetLayout.of("urbansound8k").read(folder, AudioDataset.Options.defaults());
    }

    @Test
    void has_the_published_number_of_clips_in_every_fold_and_class() {
        assertThat(clips).hasSize(UrbanSound8K.CLIPS);
        for (int fold = 1; fold <= UrbanSound8K.FOLDS; fold++) {
            for (int id = 0; id < UrbanSound8K.CLASSES.size(); id++) {
                int wanted = fold;
                String label = UrbanSound8K.CLASSES.get(id);
                assertThat(clips.stream()
                                .filter(c -> c.label().equals(label) && c.fold().getAsInt() == wanted))
                        .hasSize(UrbanSound8K.publishedCount(fold, id));
            }
        }
    }

    @Test
    void no_labelled_recording_crosses_a_fold_and_exactly_five_recordings_do() {
        assertThat(Splits.crossings(clips).keySet()).isEqualTo(Set.of("77751", "106905", "132016", "176638", "180937"));
        assertThat(Splits.crossings(clips).values())
                .allSatisfy(labels -> assertThat(labels.values()).hasSize(2).allSatisfy(folds -> assertThat(folds)
                        .hasSize(1)));
        for (int fold = 1; fold <= UrbanSound8K.FOLDS; fold++) {
            assertThat(Splits.leaveOneFoldOut(clips, fold, 1).leak()).isEmpty();
        }
    }

    @Test
    void a_random_split_leaks_ninety_six_percent_of_its_test_clips() {
        assertThat(Splits.randomClips(clips, 0, 0.2, 1).leak().get().share()).isEqualTo(0.961, within(0.01));
        assertThat(Splits.randomWindows(clips, 1).leak().get().share()).isGreaterThan(0.94);
    }

    @Test
    void fifteen_percent_of_the_training_recordings_and_of_each_class_are_held_out() {
        Split split = Splits.official(clips, Set.of(1, 2), Set.of(), Set.of(3), 1);

        Set<String> held =
                split.validation().stream().map(Clip::recording).collect(Collectors.toCollection(TreeSet::new));
        Set<String> train = split.train().stream().map(Clip::recording).collect(Collectors.toCollection(TreeSet::new));
        assertThat(held).doesNotContainAnyElementsOf(train);
        assertThat(held.size() / (double) (held.size() + train.size())).isEqualTo(0.15, within(0.02));
        assertThat(split.train().size() + split.validation().size()).isEqualTo(1761);
        assertThat(split.validation().size() / 1761.0).isEqualTo(0.15, within(0.03));
        assertThat(split.validation().stream().map(Clip::label).distinct()).hasSize(10);
    }
}
