package io.auricle.onednn;

import io.auricle.onednn.internal.BoundedCache;
import io.auricle.onednn.internal.OneDnnException;
import io.auricle.onednn.internal.OpenMp;
import io.auricle.onednn.internal.layers.LayerHelpers;
import io.auricle.onednn.internal.plan.Arena;
import io.auricle.onednn.internal.plan.InferencePlan;
import io.auricle.onednn.internal.plan.Lowering;
import io.auricle.onednn.internal.plan.Lowering.Unknown;
import io.auricle.onednn.internal.plan.Network;
import io.auricle.onednn.internal.plan.Network.Vertex;
import io.auricle.onednn.internal.plan.Plan;
import io.auricle.onednn.internal.plan.TrainingPlan;
import io.auricle.onednn.internal.plan.Unsupported;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A network's plans: compiled by shape when first asked for, kept with a bound, and the reasons where there is none. */
final class Accelerator implements AutoCloseable {
    private static final String PLANNED = "compiled plans for training and inference; masked calls run as stock";
    private static final Logger LOG = LoggerFactory.getLogger(Accelerator.class);

    private final Network network;
    private final Options options;
    private final Map<String, LayerHelpers.Attachment> helpers;
    private final Arena arena = new Arena();
    private final BoundedCache<String, Compiled<TrainingPlan>> training;
    private final BoundedCache<String, Compiled<InferencePlan>> inference;
    private final Optional<String> foreignType;
    private final boolean truncates;
    private String refusal;

    /** A plan, or null if the shape has none. */
    private record Compiled<P extends Plan>(P plan) implements AutoCloseable {
        @Override
        public void close() {
            if (plan != null) {
                plan.close();
            }
        }
    }

    Accelerator(Model model, Network network, Options options) {
        this.network = network;
        this.options = options;
        this.helpers = LayerHelpers.attach(model);
        this.foreignType = foreignType(model);
        this.truncates = truncates(model);
        this.training = new BoundedCache<>(options.plansKept());
        this.inference = new BoundedCache<>(options.plansKept());
    }

    /** Sum of the losses, with the gradients in their flat array; empty if stock code has to do it. */
    OptionalDouble train(
            INDArray values, INDArray gradients, INDArray[] inputs, INDArray[] labels, int iteration, int epoch) {
        String key = key(inputs) + key(labels);
        TrainingPlan plan = plan(
                training,
                key,
                p -> p.fits(values, gradients),
                () -> TrainingPlan.compile(network, values, gradients, shapes(inputs), shapes(labels)));
        if (plan == null) {
            return OptionalDouble.empty();
        }
        long seed = plan.drawsMasks() ? Nd4j.getRandom().nextLong() : 0;
        return OptionalDouble.of(
                OpenMp.with(options.threads(), () -> plan.run(arena, inputs, labels, seed, iteration, epoch)));
    }

    /** The outputs at test time; empty if stock code has to do it. */
    Optional<INDArray[]> output(INDArray values, INDArray[] inputs) {
        InferencePlan plan = plan(
                inference,
                key(inputs),
                p -> p.fits(values),
                () -> InferencePlan.compile(network, values, shapes(inputs)));
        return plan == null
                ? Optional.empty()
                : Optional.of(OpenMp.with(options.threads(), () -> plan.run(arena, inputs)));
    }

    /** Sum of the losses at test time; empty if stock code has to do it. */
    OptionalDouble score(INDArray values, INDArray[] inputs, INDArray[] labels) {
        InferencePlan plan = plan(
                inference,
                key(inputs) + key(labels),
                p -> p.fits(values),
                () -> InferencePlan.compile(network, values, shapes(inputs), shapes(labels)));
        return plan == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(OpenMp.with(options.threads(), () -> plan.score(arena, inputs, labels)));
    }

    /** Layer by layer: what runs where, and why; told which listener looks at activations. */
    Report report(Optional<String> reader) {
        var unknown = options.compiled() ? Lowering.unknown(network) : new Unknown(Map.of(), Map.of());
        Optional<String> unfit = unfit(unknown.refused());
        var entries = new ArrayList<Report.Entry>();
        for (Vertex v : network.vertices()) {
            if (v.input() < 0) {
                entries.add(entry(v, unknown, unfit));
            }
        }
        return new Report(unfit.map(why -> "no compiled plan: " + why).orElse(PLANNED + detour(reader)), entries);
    }

    private String detour(Optional<String> reader) {
        return (truncates ? "; training by truncated back-propagation runs as stock" : "")
                + reader.map(name -> "; training runs as stock for " + name + ", which overrides onForwardPass")
                        .orElse("");
    }

    private Report.Entry entry(Vertex v, Unknown unknown, Optional<String> unfit) {
        if (unfit.isPresent()) {
            return alone(v, unknown.refused().getOrDefault(v.name(), unfit.get()));
        }
        String why = unknown.stock().get(v.name());
        return why == null ? planned(v) : alone(v, "in the midst of the plan, which does not know " + why);
    }

    private static boolean truncates(Model model) {
        BackpropType type = model instanceof ComputationGraph graph
                ? graph.getConfiguration().getBackpropType()
                : ((MultiLayerNetwork) model).getLayerWiseConfigurations().getBackpropType();
        return type == BackpropType.TruncatedBPTT;
    }

    private static Optional<String> foreignType(Model model) {
        INDArray values = model.params();
        return values == null || values.dataType() == DataType.FLOAT
                ? Optional.empty()
                : Optional.of("plans are for FLOAT, the network is " + values.dataType());
    }

    private Optional<String> unfit(Map<String, String> unknown) {
        if (!options.compiled()) {
            return Optional.of("switched off by option");
        }
        if (foreignType.isPresent()) {
            return foreignType;
        }
        return unknown.entrySet().stream()
                .findFirst()
                .map(e -> "plans do not know " + e.getValue() + " (" + e.getKey() + ")")
                .or(() -> Optional.ofNullable(refusal));
    }

    private static Report.Entry planned(Vertex v) {
        return new Report.Entry(v.name(), v.kind(), Report.Place.PLAN, "part of the compiled plan");
    }

    private Report.Entry alone(Vertex v, String why) {
        var helper = helpers.get(v.name());
        boolean helped = helper != null && helper.attached();
        String reason = helper == null ? why : why + "; " + helper.reason();
        return new Report.Entry(v.name(), v.kind(), helped ? Report.Place.HELPER : Report.Place.STOCK, reason);
    }

    private <P extends Plan> P plan(
            BoundedCache<String, Compiled<P>> cache, String key, Predicate<P> fits, Supplier<P> compile) {
        if (!options.compiled() || foreignType.isPresent()) {
            return null;
        }
        Compiled<P> compiled = cache.get(key, k -> compile(compile));
        if (compiled.plan != null && !fits.test(compiled.plan)) {
            cache.close();
            compiled = cache.get(key, k -> compile(compile));
        }
        return compiled.plan;
    }

    /** With the threads that the plan will run with: oneDNN divides the work among them when it makes a primitive. */
    private <P extends Plan> Compiled<P> compile(Supplier<P> compile) {
        try {
            return new Compiled<>(OpenMp.with(options.threads(), compile));
        } catch (Unsupported e) {
            return refused(e.getMessage() + " (" + e.vertex() + ")");
        } catch (OneDnnException e) {
            return refused(e.getMessage());
        }
    }

    private <P extends Plan> Compiled<P> refused(String why) {
        refusal = why;
        LOG.info("no compiled plan: {}", why);
        return new Compiled<>(null);
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
