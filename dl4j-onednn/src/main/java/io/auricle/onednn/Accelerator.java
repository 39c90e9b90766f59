package io.auricle.onednn;

import io.auricle.onednn.Accelerated.TrainingArrays;
import io.auricle.onednn.internal.BoundedCache;
import io.auricle.onednn.internal.OneDnnException;
import io.auricle.onednn.internal.OpenMp;
import io.auricle.onednn.internal.plan.Arena;
import io.auricle.onednn.internal.plan.GradientViews;
import io.auricle.onednn.internal.plan.Implementation;
import io.auricle.onednn.internal.plan.InferencePlan;
import io.auricle.onednn.internal.plan.Lowering;
import io.auricle.onednn.internal.plan.Lowering.Unknown;
import io.auricle.onednn.internal.plan.Network;
import io.auricle.onednn.internal.plan.Network.Vertex;
import io.auricle.onednn.internal.plan.Pass;
import io.auricle.onednn.internal.plan.Plan;
import io.auricle.onednn.internal.plan.TrainingPlan;
import io.auricle.onednn.internal.plan.Unsupported;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A network's plans: compiled by shape when first asked for, kept with a bound, and the reasons where there is none. */
final class Accelerator implements AutoCloseable {
    private static final String PLANNED = "compiled plans for training and inference";
    private static final Logger LOG = LoggerFactory.getLogger(Accelerator.class);

    private final Network network;
    private final Options options;
    private final Arena arena = new Arena();
    private final BoundedCache<Key, Compiled<TrainingPlan>> training;
    private final BoundedCache<Key, Compiled<InferencePlan>> inference;
    private final Optional<String> foreignType;
    private final boolean truncates;
    private final Map<String, Set<Implementation>> implementations = new HashMap<>();
    private String refusal;
    private Gradient gradient;

    /** What a plan is compiled for: shapes of inputs and labels, and the kind of pass. */
    private record Key(String inputs, String labels, Pass pass) {
        static Key of(Pass pass, INDArray[] inputs, INDArray[] labels) {
            return new Key(Arrays.deepToString(shapes(inputs)), Arrays.deepToString(shapes(labels)), pass);
        }
    }

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
        this.foreignType = foreignType(model);
        this.truncates = truncates(model);
        this.training = new BoundedCache<>(options.plansKept());
        this.inference = new BoundedCache<>(options.plansKept());
    }

    Network network() {
        return network;
    }

    Options options() {
        return options;
    }

    /** Whether training is by truncated back-propagation. */
    boolean truncates() {
        return truncates;
    }

    /** Sum of the losses, with the gradients in their flat array; empty if stock code has to do it. */
    OptionalDouble train(Pass pass, TrainingArrays a, int iteration, int epoch) {
        TrainingPlan plan = plan(
                training,
                Key.of(pass, a.inputs(), a.labels()),
                p -> p.fits(a.values(), a.gradients()),
                () -> TrainingPlan.compile(
                        network, pass, a.values(), a.gradients(), shapes(a.inputs()), shapes(a.labels())));
        if (plan == null) {
            return OptionalDouble.empty();
        }
        long seed = plan.drawsMasks() ? Nd4j.getRandom().nextLong() : 0;
        return OptionalDouble.of(
                OpenMp.with(options.threads(), () -> plan.run(arena, a.inputs(), a.labels(), seed, iteration, epoch)));
    }

    /** The gradients where they lie, by the names that DL4J gives them. */
    Gradient gradient(INDArray flat, Function<Vertex, String> prefix) {
        if (gradient == null || !FastUpdates.isOf(gradient, flat)) {
            gradient = new DefaultGradient(flat);
            for (Vertex v : network.vertices()) {
                if (v.layer() != null) {
                    GradientViews.of(v.layer())
                            .forEach((name, view) -> gradient.setGradientFor(prefix.apply(v) + name, view));
                }
            }
        }
        return gradient;
    }

    /** The outputs at test time; empty if stock code has to do it. */
    Optional<INDArray[]> output(Pass pass, INDArray values, INDArray[] inputs) {
        InferencePlan plan = plan(
                inference,
                Key.of(pass, inputs, new INDArray[0]),
                p -> p.fits(values),
                () -> InferencePlan.compile(network, pass, values, shapes(inputs)));
        return plan == null
                ? Optional.empty()
                : Optional.of(OpenMp.with(options.threads(), () -> plan.run(arena, inputs)));
    }

    /** Sum of the losses at test time; empty if stock code has to do it. */
    OptionalDouble score(Pass pass, INDArray values, INDArray[] inputs, INDArray[] labels) {
        InferencePlan plan = plan(
                inference,
                Key.of(pass, inputs, labels),
                p -> p.fits(values),
                () -> InferencePlan.compile(network, pass, values, shapes(inputs), shapes(labels)));
        return plan == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(OpenMp.with(options.threads(), () -> plan.score(arena, inputs, labels)));
    }

    /** Layer by layer: what runs where, and why; told which listener looks at activations. */
    Report report(Optional<String> reader) {
        var unknown = Lowering.unknown(network);
        Optional<String> unfit = unfit(unknown.refused());
        var entries = new ArrayList<Report.Entry>();
        for (Vertex v : network.vertices()) {
            if (v.input() < 0) {
                entries.add(entry(v, unknown, unfit));
            }
        }
        Precision precision = unfit.isEmpty() && network.rounds() ? Precision.BF16 : Precision.FLOAT32;
        String summary = unfit.map(why -> "no compiled plan: " + why).orElse(PLANNED + rounding() + detour(reader));
        return new Report(summary, precision, entries);
    }

    private String rounding() {
        if (options.precision() == Precision.FLOAT32) {
            return "";
        }
        return network.rounds() ? " with products of bfloat16" : " in float, as this processor has no AMX";
    }

    private String detour(Optional<String> reader) {
        return (truncates ? "; recurrent layers train as stock within the plan, by truncated back-propagation" : "")
                + reader.map(name -> "; training runs as stock for " + name + ", which overrides onForwardPass")
                        .orElse("");
    }

    private Report.Entry entry(Vertex v, Unknown unknown, Optional<String> unfit) {
        String why = unfit.isPresent()
                ? unknown.refused().getOrDefault(v.name(), unfit.get())
                : unknown.stock().get(v.name());
        if (why == null) {
            return new Report.Entry(
                    v.name(), v.kind(), Report.Place.PLAN, "part of the compiled plan", primitives(v.name()));
        }
        String where = unfit.isPresent() ? "" : "within the plan, which has no lowering for ";
        return new Report.Entry(v.name(), v.kind(), Report.Place.STOCK, where + why, List.of());
    }

    private List<Report.Primitive> primitives(String vertex) {
        return implementations.getOrDefault(vertex, Set.of()).stream()
                .map(i -> new Report.Primitive(i.operation(), i.name()))
                .toList();
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

    private Optional<String> unfit(Map<String, String> refused) {
        if (foreignType.isPresent()) {
            return foreignType;
        }
        return refused.entrySet().stream()
                .findFirst()
                .map(e -> "plans have no lowering for " + e.getValue() + " (" + e.getKey() + ")")
                .or(() -> Optional.ofNullable(refusal));
    }

    private <P extends Plan> P plan(
            BoundedCache<Key, Compiled<P>> cache, Key key, Predicate<P> fits, Supplier<P> compile) {
        if (foreignType.isPresent()) {
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
            P plan = OpenMp.with(options.threads(), compile);
            plan.implementations().forEach((vertex, ran) -> implementations
                    .computeIfAbsent(vertex, v -> new LinkedHashSet<>())
                    .addAll(ran));
            return new Compiled<>(plan);
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
        return training.get(Key.of(Pass.PLAIN, inputs, labels), k -> null).plan.profile(arena, inputs, labels, rounds)
                + inference
                        .get(Key.of(Pass.PLAIN, inputs, new INDArray[0]), k -> null)
                        .plan
                        .profile(arena, inputs, rounds);
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
