package io.auricle.data;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which clips train, validate and test: three disjoint sets; a clip's windows never part ways. Made by {@link Splits}.
 *
 * <p><b>Threads.</b> Immutable, share it.
 *
 * @param train clips to learn from; at least one
 * @param validation clips to choose the epoch by
 * @param test clips to report on
 * @param protocol how the clips were dealt out, with all that it takes to do so again
 * @param leak the measured leak from training to test, present if there is one or if the protocol invites it; its
 *     {@link Leak#warning()} belongs beside every figure
 */
public record Split(
        List<Clip> train, List<Clip> validation, List<Clip> test, SplitProtocol protocol, Optional<Leak> leak) {
    public Split {
        train = List.copyOf(requireNonNull(train, "train"));
        validation = List.copyOf(requireNonNull(validation, "validation"));
        test = List.copyOf(requireNonNull(test, "test"));
        requireNonNull(protocol, "protocol");
        requireNonNull(leak, "leak");
        check(!train.isEmpty(), "train must hold at least 1 clip, got 0");
        Map<Clip, String> parts = new HashMap<>();
        requireDisjoint(parts, train, "train");
        requireDisjoint(parts, validation, "validation");
        requireDisjoint(parts, test, "test");
    }

    private static void requireDisjoint(Map<Clip, String> parts, List<Clip> clips, String part) {
        for (Clip clip : clips) {
            String other = parts.put(clip, part);
            check(other == null, "clip must be in one part once, got %s in %s and %s", clip.path(), other, part);
        }
    }
}
