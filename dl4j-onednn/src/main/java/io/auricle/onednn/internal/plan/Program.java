package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.Engine;
import java.util.List;
import java.util.Locale;

/** Steps bound to their memory, ready to run often. */
final class Program implements AutoCloseable {
    private final Base arenaBase;
    private final long arenaBytes;
    private final Step[] steps;
    private final List<String> names;
    private final List<Runnable> closers;

    Program(Base arenaBase, long arenaBytes, List<Step> steps, List<String> names, List<Runnable> closers) {
        this.arenaBase = arenaBase;
        this.arenaBytes = arenaBytes;
        this.steps = steps.toArray(Step[]::new);
        this.names = names;
        this.closers = closers;
    }

    int length() {
        return steps.length;
    }

    long arenaBytes() {
        return arenaBytes;
    }

    /** Moves into the arena, before any step runs. */
    void enter(Arena arena) {
        arenaBase.moveTo(arena.reserve(arenaBytes));
    }

    /** Runs the steps from one position up to another. */
    void run(int from, int to) {
        Engine.Stream stream = Engine.stream();
        for (int i = from; i < to; i++) {
            steps[i].run(stream);
        }
    }

    /** Runs all steps and tells how long each took: for finding out where the time goes. */
    String profile(int rounds) {
        long[] nanos = new long[steps.length];
        Engine.Stream stream = Engine.stream();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < steps.length; i++) {
                long start = System.nanoTime();
                steps[i].run(stream);
                nanos[i] += System.nanoTime() - start;
            }
        }
        var out = new StringBuilder();
        long total = 0;
        for (int i = 0; i < steps.length; i++) {
            total += nanos[i];
            out.append(String.format(Locale.ROOT, "%8.3f ms  %s%n", nanos[i] / 1e6 / rounds, names.get(i)));
        }
        return out.append(String.format(
                        Locale.ROOT, "%8.3f ms  total, arena %d MB%n", total / 1e6 / rounds, arenaBytes >> 20))
                .toString();
    }

    @Override
    public void close() {
        closers.forEach(Runnable::run);
    }
}
