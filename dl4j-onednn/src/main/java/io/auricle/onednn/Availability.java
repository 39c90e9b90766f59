package io.auricle.onednn;

import io.auricle.onednn.internal.NativeLibrary;
import io.auricle.onednn.internal.OpenMp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether oneDNN can be used in this process.
 *
 * @param problem        why not; empty if it can be used
 * @param version        version of oneDNN; empty if it cannot be used
 * @param instructionSet what oneDNN makes use of on this processor, such as AVX-512; empty if it cannot be used
 * @param threads        threads of a parallel region unless {@link Options} say otherwise, if the OpenMP runtime tells
 * @param openMpRuntimes files of the OpenMP runtimes in this process; there should be one
 */
public record Availability(
        Optional<String> problem,
        Optional<String> version,
        Optional<String> instructionSet,
        OptionalInt threads,
        List<String> openMpRuntimes) {

    /** Whether {@link OneDnn#accelerate} has an effect. */
    public boolean available() {
        return problem.isEmpty();
    }

    static Availability find() {
        Optional<String> problem = NativeLibrary.problem();
        if (problem.isPresent()) {
            return new Availability(problem, Optional.empty(), Optional.empty(), OptionalInt.empty(), List.of());
        }
        return new Availability(
                problem,
                Optional.of(NativeLibrary.version()),
                Optional.of(NativeLibrary.instructionSet()),
                OpenMp.threads(),
                OpenMp.runtimes());
    }

    /** One line for a person: what is in use, or why nothing is. */
    @Override
    public String toString() {
        return problem.map(reason -> "oneDNN is off: " + reason)
                .orElseGet(() -> "oneDNN " + version.orElseThrow() + ", " + instructionSet.orElseThrow()
                        + (threads.isPresent() ? ", " + threads.getAsInt() + " threads" : ""));
    }
}
