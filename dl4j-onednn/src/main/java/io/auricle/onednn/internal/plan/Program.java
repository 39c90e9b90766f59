package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.Engine;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Steps bound to their memory, ready to run often. */
final class Program implements AutoCloseable {
    /**
     * Where a program's own memory lies.
     *
     * @param arena         region of the activations
     * @param arenaBytes    bytes needed there
     * @param prepared      region of what was made from the parameters
     * @param preparedBytes bytes needed there
     */
    record Layout(MemoryRegion arena, long arenaBytes, MemoryRegion prepared, long preparedBytes) {}

    private final Layout layout;
    private final Step[] preparation;
    private final Step[] steps;
    private final List<String> names;
    private final Map<String, Set<Implementation>> implementations;
    private final List<Runnable> closers;
    private final Arena preparedMemory = new Arena();

    Program(
            Layout layout,
            List<Step> preparation,
            List<Step> steps,
            List<String> names,
            Map<String, Set<Implementation>> implementations,
            List<Runnable> closers) {
        this.layout = layout;
        this.preparation = preparation.toArray(Step[]::new);
        this.steps = steps.toArray(Step[]::new);
        this.names = names;
        this.implementations = implementations;
        this.closers = closers;
        if (layout.preparedBytes > 0) {
            layout.prepared.moveTo(preparedMemory.reserve(layout.preparedBytes));
        }
    }

    Map<String, Set<Implementation>> implementations() {
        return implementations;
    }

    int length() {
        return steps.length;
    }

    /** Moves into the arena, before any step runs. */
    void enter(Arena arena) {
        layout.arena.moveTo(arena.reserve(layout.arenaBytes));
    }

    /** Makes anew what depends on the parameters only. */
    void prepare() {
        Engine.Stream stream = Engine.stream();
        for (Step step : preparation) {
            step.run(stream);
        }
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
                        Locale.ROOT, "%8.3f ms  total, arena %d MB%n", total / 1e6 / rounds, layout.arenaBytes >> 20))
                .toString();
    }

    @Override
    public void close() {
        closers.forEach(Runnable::run);
        preparedMemory.close();
    }
}
