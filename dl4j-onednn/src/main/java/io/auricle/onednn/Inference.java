package io.auricle.onednn;

import io.auricle.onednn.internal.OneDnnException;
import io.auricle.onednn.internal.OpenMp;
import io.auricle.onednn.internal.plan.Arena;
import io.auricle.onednn.internal.plan.InferencePlan;
import io.auricle.onednn.internal.plan.Pass;
import io.auricle.onednn.internal.plan.Unsupported;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A graph's answers to inputs of one shape, from array to array; made by {@link OneDnn#inference}.
 *
 * <pre>{@code
 * try (Inference inference = OneDnn.inference(network, Options.builder().threads(1).build(), 1, 1, 64, 173).orElseThrow()) {
 *     float[] probabilities = new float[inference.outputSize()];
 *     inference.run(picture, probabilities);
 * }
 * }</pre>
 *
 * <p><b>Shape.</b> Both arrays are in order 'c'. <b>Threads.</b> One at a time; several made from one network, or from networks that
 * share their parameters, may run in as many threads. <b>Cost.</b> A call allocates nothing of size, takes no lock, and does not look
 * whether the parameters changed: they must not.
 */
public final class Inference implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Inference.class);

    private final OptionalInt threads;
    private final InferencePlan plan;
    private final Arena arena = new Arena();
    private final FloatPointer input;
    private final FloatPointer output;
    private boolean closed;

    private Inference(OptionalInt threads, InferencePlan plan, long[] inputShape) {
        this.threads = threads;
        this.plan = plan;
        this.input = new FloatPointer(product(inputShape));
        this.output = new FloatPointer(product(plan.outputShape()));
    }

    static Optional<Inference> compile(ComputationGraph network, boolean rounds, OptionalInt threads, long[] shape) {
        if (network.params().dataType() != DataType.FLOAT) {
            LOG.info(
                    "no compiled plan: plans are for FLOAT, the network is {}",
                    network.params().dataType());
            return Optional.empty();
        }
        try {
            return Optional.of(OpenMp.with(threads, () -> {
                var plan = InferencePlan.compile(
                        GraphNetwork.of(network, rounds), Pass.PLAIN, network.params(), new long[][] {shape});
                plan.freeze();
                return new Inference(threads, plan, shape);
            }));
        } catch (Unsupported e) {
            LOG.info("no compiled plan: {} ({})", e.getMessage(), e.vertex());
        } catch (OneDnnException e) {
            LOG.info("no compiled plan: {}", e.getMessage());
        }
        return Optional.empty();
    }

    private static long product(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** What of oneDNN runs, each once, in the order of execution. */
    public List<Report.Primitive> primitives() {
        return plan.implementations().values().stream()
                .flatMap(Set::stream)
                .distinct()
                .map(i -> new Report.Primitive(i.operation(), i.name()))
                .toList();
    }

    /** How many values an input has. */
    public int inputSize() {
        return Math.toIntExact(input.capacity());
    }

    /** How many values an answer has. */
    public int outputSize() {
        return Math.toIntExact(output.capacity());
    }

    /**
     * Answers one input.
     *
     * @param from {@link #inputSize()} values
     * @param into receives {@link #outputSize()} values
     * @throws IllegalArgumentException if an array has another length
     * @throws IllegalStateException    if this was closed
     */
    public void run(float[] from, float[] into) {
        if (closed) {
            throw new IllegalStateException("a closed inference must not be used");
        }
        check("from", from, inputSize());
        check("into", into, outputSize());
        input.put(from, 0, from.length);
        OpenMp.with(threads, () -> {
            plan.run(arena, input.address(), output.address());
            return null;
        });
        output.get(into, 0, into.length);
    }

    private static void check(String name, float[] array, int size) {
        if (array.length != size) {
            throw new IllegalArgumentException(name + " must hold " + size + " values, got " + array.length);
        }
    }

    /** Frees what the natives hold, but not the network. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            plan.close();
            arena.close();
            input.close();
            output.close();
        }
    }
}
