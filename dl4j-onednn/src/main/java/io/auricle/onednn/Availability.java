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
 * @param bf16Problem    why {@link Precision#BF16} cannot be used; empty if it can
 * @param automatic      what {@link Precision#AUTO} comes to
 * @param openMpRuntimes files of the OpenMP runtimes in this process; there should be one
 */
public record Availability(
        Optional<String> problem,
        Optional<String> version,
        Optional<String> instructionSet,
        OptionalInt threads,
        Optional<String> bf16Problem,
        Precision automatic,
        List<String> openMpRuntimes) {

    /** Whether {@link OneDnn#accelerate} has an effect. */
    public boolean available() {
        return problem.isEmpty();
    }

    static Availability find() {
        Optional<String> problem = NativeLibrary.problem();
        if (problem.isPresent()) {
            return new Availability(
                    problem,
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    problem,
                    Precision.FLOAT32,
                    List.of());
        }
        return new Availability(
                problem,
                Optional.of(NativeLibrary.version()),
                Optional.of(NativeLibrary.instructionSet()),
                OpenMp.threads(),
                NativeLibrary.bf16Problem(),
                NativeLibrary.hasAmx() ? Precision.BF16 : Precision.FLOAT32,
                OpenMp.runtimes());
    }

    /** The precision that an option comes to here; refuses {@link Precision#BF16} on a processor without units for it. */
    Precision resolve(Precision wanted) {
        if (wanted == Precision.BF16 && bf16Problem.isPresent()) {
            throw new IllegalArgumentException(
                    "precision must be FLOAT32 or AUTO here, got BF16: " + bf16Problem.get());
        }
        return wanted == Precision.AUTO ? automatic : wanted;
    }

    /** One line for a person: what is in use, or why nothing is. */
    @Override
    public String toString() {
        return problem.map(reason -> "oneDNN is off: " + reason)
                .orElseGet(() -> "oneDNN " + version.orElseThrow() + ", " + instructionSet.orElseThrow()
                        + (threads.isPresent() ? ", " + threads.getAsInt() + " threads" : "")
                        + (bf16Problem.isEmpty() ? ", bf16 on request" : ", no bf16"));
    }
}
