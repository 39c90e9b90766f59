package io.auricle.onednn;

import io.auricle.onednn.internal.BoundedCache;
import io.auricle.onednn.internal.OneDnnException;
import io.auricle.onednn.internal.OpenMp;
import io.auricle.onednn.internal.plan.Arena;
import io.auricle.onednn.internal.plan.InferencePlan;
import io.auricle.onednn.internal.plan.Network;
import io.auricle.onednn.internal.plan.TrainingPlan;
import io.auricle.onednn.internal.plan.Unsupported;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A network's plans: compiled by shape when first asked for, kept with a bound, and the reasons where there is none. */
final class Accelerator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Accelerator.class);

    private final Network network;
    private final Options options;
    private final Arena arena = new Arena();
    private final BoundedCache<String, Compiled<TrainingPlan>> training;
    private final BoundedCache<String, Compiled<InferencePlan>> inference;

    /** A plan, or why there is none. */
    private record Compiled<P extends AutoCloseable>(P plan, Unsupported reason) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            if (plan != null) {
                plan.close();
            }
        }
    }

    Accelerator(Network network, Options options) {
        this.network = network;
        this.options = options;
        this.training = new BoundedCache<>(options.plansKept());
        this.inference = new BoundedCache<>(options.plansKept());
    }

    /** Sum of the losses, with the gradients in their flat array; empty if stock code has to do it. */
    OptionalDouble train(
            INDArray values, INDArray gradients, INDArray[] inputs, INDArray[] labels, int iteration, int epoch) {
        String key = key(inputs) + key(labels);
        TrainingPlan plan = plan(training, key, p -> p.fits(values, gradients), () -> TrainingPlan.compile(
                network, values, gradients, shapes(inputs), shapes(labels)));
        if (plan == null) {
            return OptionalDouble.empty();
        }
        long seed = plan.drawsMasks() ? Nd4j.getRandom().nextLong() : 0;
        return OptionalDouble.of(
                withThreads(() -> plan.run(arena, inputs, labels, seed, iteration, epoch)));
    }

    /** The outputs at test time; empty if stock code has to do it. */
    Optional<INDArray[]> output(INDArray values, INDArray[] inputs) {
        InferencePlan plan = plan(
                inference, key(inputs), p -> p.fits(values), () -> InferencePlan.compile(network, values, shapes(inputs)));
        return plan == null ? Optional.empty() : Optional.of(withThreads(() -> plan.run(arena, inputs)));
    }


    Network network() {
        return network;
    }

    private static <P extends AutoCloseable> P plan(
            BoundedCache<String, Compiled<P>> cache, String key, Function<P, Boolean> fits, Supplier<P> compile) {
        Compiled<P> compiled = cache.get(key, k -> compile(compile));
        if (compiled.plan != null && !fits.apply(compiled.plan)) {
            cache.close();
            compiled = cache.get(key, k -> compile(compile));
        }
        return compiled.plan;
    }

    private static <P extends AutoCloseable> Compiled<P> compile(Supplier<P> compile) {
        try {
            return new Compiled<>(compile.get(), null);
        } catch (Unsupported e) {
            LOG.info("no compiled plan: {} ({})", e.getMessage(), e.vertex());
            return new Compiled<>(null, e);
        } catch (OneDnnException e) {
            LOG.info("no compiled plan", e);
            return new Compiled<>(null, null);
        }
    }

    private <T> T withThreads(Supplier<T> work) {
        if (options.threads().isEmpty()) {
            return work.get();
        }
        var before = OpenMp.threads();
        OpenMp.setThreads(options.threads().getAsInt());
        try {
            return work.get();
        } finally {
            before.ifPresent(OpenMp::setThreads);
        }
    }

    /** How long each step of the plans of these shapes takes, which must have run before. */
    String profile(INDArray[] inputs, INDArray[] labels, int rounds) {
        return training.get(key(inputs) + key(labels), k -> null).plan.profile(arena, inputs, labels, rounds)
                + inference.get(key(inputs), k -> null).plan.profile(arena, inputs, rounds);
    }

    private static String key(INDArray[] arrays) {
        return Arrays.deepToString(shapes(arrays));
    }

    private static long[][] shapes(INDArray[] arrays) {
        return Arrays.stream(arrays).map(INDArray::shape).toArray(long[][]::new);
    }

    @Override
    public void close() {
        training.close();
        inference.close();
        arena.close();
    }
}
