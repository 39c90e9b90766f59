package io.auricle.zoo.classify;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.audio.AudioStream;
import io.auricle.features.Extractor;
import io.auricle.features.FrontEnd;
import io.auricle.zoo.classify.SoundClassifier.Options;
import io.auricle.zoo.model.ModelInput;
import io.auricle.zoo.model.Standardizer;
import io.auricle.zoo.yamnet.Yamnet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Turns sound into embeddings: 1024 values per window of 0.975 s that a small network, a nearest neighbour or a search index can work
 * with.
 *
 * <pre>{@code
 * try (SoundEmbedder embedder = SoundEmbedder.yamnet()) {           // with the artifact io.auricle:model-zoo-yamnet
 *     float[] street = embedder.embed(Path.of("street.wav")).mean();
 * }
 * }</pre>
 *
 * <p>Sound of any rate and any number of channels is mixed to mono, resampled and cut into windows every 0.48 s. Windows without any sound
 * are marked, and left out of means.
 *
 * <p><b>Shape.</b> {@code windows x 1024}. <b>Units.</b> Values are at least 0 (YAMNet's last activation is ReLU). <b>Threads.</b> Safe: share
 * one embedder; each call borrows a worker with a network of its own, all share the parameters. <b>Cost.</b> 69 million multiply-adds a
 * window; sound is read block by block.
 */
public final class SoundEmbedder implements AutoCloseable {
    private final FrontEnd frontEnd;
    private final int size;
    private final float silence;
    private final List<Lane> lanes;
    private final Workers<EmbeddingWorker> workers;

    /** Takes windows as they come. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Takes the embedding of a window.
         *
         * @param startSeconds where the window starts in the stream
         * @param values       its values, in an array of its own
         * @param silent       whether each band of each frame is at the value that no sound gives
         */
        void accept(double startSeconds, float[] values, boolean silent);
    }

    private SoundEmbedder(ComputationGraph backbone, FrontEnd frontEnd, int size, Options options) {
        this.frontEnd = frontEnd;
        this.size = size;
        this.silence = silence(frontEnd);
        String name = backbone.getConfiguration().getNetworkInputs().get(0);
        List<ModelInput> inputs = List.of(ModelInput.of(name, frontEnd, 1, new Standardizer(0, 1)));
        this.lanes = inputs.stream().map(Lane::of).toList();
        SharedNetwork network = new SharedNetwork(backbone, options.oneDnn(), options.threadsPerCall());
        this.workers = new Workers<>(
                "embedder", options.workers(), () -> new EmbeddingWorker(network.network(inputs), frontEnd, silence));
    }

    /** The value of a band without sound. */
    private static float silence(FrontEnd frontEnd) {
        Extractor extractor = frontEnd.extractor();
        float[] features = new float[extractor.size()];
        extractor.computeInto(new float[frontEnd.windowSamples()], features, 0);
        return features[0];
    }

    /**
     * Uses the weights that the artifact {@code io.auricle:model-zoo-yamnet} brings.
     *
     * @return an embedder, to be closed
     * @throws java.io.FileNotFoundException if that artifact is not on the class path
     * @throws IOException                   if reading fails
     */
    public static SoundEmbedder yamnet() throws IOException {
        return of(Yamnet.pretrained(), Options.defaults());
    }

    /**
     * Uses YAMNet's backbone.
     *
     * @param yamnet  its weights
     * @param options how to use the machine
     * @return an embedder, to be closed
     */
    public static SoundEmbedder of(Yamnet yamnet, Options options) {
        requireNonNull(options, "options");
        return new SoundEmbedder(yamnet.backbone(), FrontEnd.yamnet(), Yamnet.EMBEDDING, options);
    }

    /** {@return how sound becomes the backbone's input} */
    public FrontEnd frontEnd() {
        return frontEnd;
    }

    /** {@return how many values a window has} */
    public int size() {
        return size;
    }

    /**
     * Embeds a file.
     *
     * @param audio a sound file of any known format, rate and number of channels; read block by block
     * @return one row per window
     * @throws IOException if it cannot be read, or is no sound file
     */
    public SoundEmbedding embed(Path audio) throws IOException {
        try (AudioStream stream = AudioFiles.open(audio)) {
            return embed(stream, audio.toString());
        }
    }

    /**
     * Embeds a clip.
     *
     * @param clip any rate, any number of channels
     * @return one row per window
     */
    public SoundEmbedding embed(AudioClip clip) {
        requireNonNull(clip, "clip");
        try {
            return embed(new ClipStream(clip), "clip");
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }

    private SoundEmbedding embed(AudioStream stream, String name) throws IOException {
        SoundEmbedding.Collector collector = new SoundEmbedding.Collector(size, 8);
        workers.with(worker -> {
            cut(stream, name, (samples, start) -> {
                float[] values = worker.embed(samples[0]);
                collector.add(values, worker.silent());
            });
            return null;
        });
        return collector.finish(frontEnd.hopSamples() / (double) frontEnd.sampleRateHz());
    }

    /**
     * Embeds a stream of any length, window by window; a worker is borrowed for each, so that stream and listener may take their time.
     *
     * @param stream   any rate, any number of channels; read to its end, not closed
     * @param listener takes the windows in order, on the calling thread
     * @throws IOException if reading fails
     */
    public void embed(AudioStream stream, Listener listener) throws IOException {
        requireNonNull(listener, "listener");
        cut(stream, "stream", (samples, startSeconds) -> {
            float[] values = new float[size];
            boolean silent = computeInto(samples[0], values, 0);
            listener.accept(startSeconds, values, silent);
        });
    }

    private void cut(AudioStream stream, String name, Cutting.Sink sink) throws IOException {
        Cutting.Maker maker = rate -> new Cutting(lanes, rate, Cutting.windows(lanes), sink);
        Cutting.cut(stream, lanes, name, List.of(maker));
    }

    /**
     * Embeds one window, as feature caches do.
     *
     * @param window samples at the front end's rate, as many as its windows have; not changed
     * @param into   receives the values
     * @param offset where the first value goes
     * @return whether the window is silent
     * @throws IllegalArgumentException  if the window has another length
     * @throws IndexOutOfBoundsException if the values do not fit
     */
    public boolean computeInto(float[] window, float[] into, int offset) {
        check(
                window.length == frontEnd.windowSamples(),
                "window must have %d samples, got %d",
                frontEnd.windowSamples(),
                window.length);
        Objects.checkFromIndexSize(offset, size, into.length);
        return workers.with(worker -> {
            System.arraycopy(worker.embed(window), 0, into, offset, size);
            return worker.silent();
        });
    }

    /** Loads natives and makes a first worker now rather than with the first call. */
    public void warmUp() {
        workers.with(worker -> worker.embed(new float[frontEnd.windowSamples()]));
    }

    /** Frees the workers; waits for calls under way, refuses later ones. */
    @Override
    public void close() {
        workers.close();
    }
}
