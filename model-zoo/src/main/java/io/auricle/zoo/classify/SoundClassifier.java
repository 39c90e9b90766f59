package io.auricle.zoo.classify;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.audio.AudioStream;
import io.auricle.features.FrontEnd;
import io.auricle.zoo.model.MalformedModelException;
import io.auricle.zoo.model.ModelContents;
import io.auricle.zoo.model.ModelFile;
import io.auricle.zoo.model.SoundModel;
import io.auricle.zoo.model.Standardizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Names the sounds of a city: the part of this library that other apps embed.
 *
 * <pre>{@code
 * try (SoundClassifier classifier = SoundClassifier.load(Path.of("city.zip"))) {
 *     Prediction heard = classifier.classify(Path.of("street.wav"));
 *     System.out.println(heard);                                        // siren 93 %
 *     classifier.timeline(Path.of("street.wav")).forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>Sound of any rate and any number of channels is mixed to mono, resampled and cut into the windows that the model was trained on, by
 * the front end in its file. Each window is answered on its own; a clip's answer is the mean of its windows'.
 *
 * <p><b>Threads.</b> Safe: share one classifier. Each call borrows a worker with a network of its own; all share the parameters, and answers
 * do not depend on how many threads ask. Callers beyond {@link Options#workers} wait for each other. A timeline, like live sound, borrows
 * one for each window, so that its stream and its listener may take their time. <b>Cost.</b> Loading reads and checks
 * the file; ND4J and its natives load with the first answer, or with {@link #warmUp()}. Sound is read block by block: memory for one window
 * a call, however long the recording is.
 */
public final class SoundClassifier implements AutoCloseable {
    private final FrontEnd frontEnd;
    private final List<String> labels;
    private final OptionalDouble threshold;
    private final Map<String, Object> training;
    private final Workers<Worker> workers;

    /**
     * How a classifier uses the machine.
     *
     * @param workers        calls that are answered at the same time, at least 1; by default one per processor
     * @param threadsPerCall threads of one call's network, at least 1; by default 1, best for many callers
     * @param oneDnn         whether the network runs on oneDNN where that is available; by default true
     */
    public record Options(int workers, int threadsPerCall, boolean oneDnn) {
        /**
         * Checks the numbers.
         *
         * @param workers        at least 1
         * @param threadsPerCall at least 1
         * @param oneDnn         whether to use oneDNN
         * @throws IllegalArgumentException if a number is below 1
         */
        public Options {
            check(workers >= 1, "workers must be at least 1, got %d", workers);
            check(threadsPerCall >= 1, "threadsPerCall must be at least 1, got %d", threadsPerCall);
        }

        /** {@return one worker per processor, one thread a call, oneDNN where it is available} */
        public static Options defaults() {
            return new Options(Runtime.getRuntime().availableProcessors(), 1, true);
        }

        /**
         * Changes the number of workers.
         *
         * @param count calls that are answered at the same time; at least 1
         * @return other options
         */
        public Options withWorkers(int count) {
            return new Options(count, threadsPerCall, oneDnn);
        }

        /**
         * Changes the threads of one call.
         *
         * @param count threads of one call's network; at least 1
         * @return other options
         */
        public Options withThreadsPerCall(int count) {
            return new Options(workers, count, oneDnn);
        }

        /**
         * Runs the network as stock DL4J.
         *
         * @return other options
         */
        public Options withoutOneDnn() {
            return new Options(workers, threadsPerCall, false);
        }
    }

    private SoundClassifier(
            FrontEnd frontEnd,
            List<String> labels,
            Standardizer standardizer,
            OptionalDouble threshold,
            Map<String, Object> training,
            SharedNetwork network,
            Options options) {
        this.frontEnd = frontEnd;
        this.labels = labels;
        this.threshold = threshold;
        this.training = training;
        this.workers = new Workers<>(
                "classifier", options.workers(), () -> new Worker(network.network(frontEnd), frontEnd, standardizer));
    }

    /**
     * Loads a model file.
     *
     * @param file what {@link ModelFile} wrote
     * @return a classifier, to be closed
     * @throws MalformedModelException if it is no model file, is damaged, or holds what a model file must not hold
     * @throws IOException             if reading fails
     */
    public static SoundClassifier load(Path file) throws IOException {
        return load(file, Options.defaults());
    }

    /**
     * Loads a model file.
     *
     * @param file    what {@link ModelFile} wrote
     * @param options how to use the machine
     * @return a classifier, to be closed
     * @throws MalformedModelException if it is no model file, is damaged, or holds what a model file must not hold
     * @throws IOException             if reading fails
     */
    public static SoundClassifier load(Path file, Options options) throws IOException {
        return load(ModelContents.of(file), options);
    }

    /**
     * Loads a model from a stream, such as a resource of a jar, to its end.
     *
     * @param in what {@link ModelFile} wrote; not closed
     * @return a classifier, to be closed
     * @throws MalformedModelException if it is no model file, is damaged, or holds what a model file must not hold
     * @throws IOException             if reading fails
     */
    public static SoundClassifier load(InputStream in) throws IOException {
        return load(in, Options.defaults());
    }

    /**
     * Loads a model from a stream, such as a resource of a jar, to its end.
     *
     * @param in      what {@link ModelFile} wrote; not closed
     * @param options how to use the machine
     * @return a classifier, to be closed
     * @throws MalformedModelException if it is no model file, is damaged, or holds what a model file must not hold
     * @throws IOException             if reading fails
     */
    public static SoundClassifier load(InputStream in, Options options) throws IOException {
        return load(ModelContents.of(in, "model stream"), options);
    }

    /**
     * Loads the weights that the artifact {@code io.auricle:model-zoo-pretrained} brings: a small CRNN for the ten classes of UrbanSound8K,
     * under that data's licence, CC BY-NC 3.0 (not for commerce). Its model card tells what it is worth.
     *
     * @return a classifier, to be closed
     * @throws java.io.FileNotFoundException if that artifact is not on the class path
     * @throws IOException                   if reading fails
     */
    public static SoundClassifier pretrained() throws IOException {
        return pretrained(Options.defaults());
    }

    /**
     * Loads the weights that the artifact {@code io.auricle:model-zoo-pretrained} brings, as {@link #pretrained()} does.
     *
     * @param options how to use the machine
     * @return a classifier, to be closed
     * @throws java.io.FileNotFoundException if that artifact is not on the class path
     * @throws IOException                   if reading fails
     */
    public static SoundClassifier pretrained(Options options) throws IOException {
        return load(ModelContents.pretrained(), options);
    }

    private static SoundClassifier load(ModelContents contents, Options options) {
        requireNonNull(options, "options");
        return new SoundClassifier(
                contents.frontEnd(),
                contents.labels(),
                contents.standardizer(),
                contents.threshold(),
                contents.training(),
                new SharedNetwork(contents, options.oneDnn(), options.threadsPerCall()),
                options);
    }

    /**
     * Uses a model that is in memory already; later training of its graph does not change this classifier.
     *
     * @param model   the model, whose parameters are copied
     * @param options how to use the machine
     * @return a classifier, to be closed
     */
    public static SoundClassifier of(SoundModel model, Options options) {
        return new SoundClassifier(
                model.frontEnd(),
                model.labels(),
                model.standardizer(),
                model.threshold(),
                model.training(),
                new SharedNetwork(model.graph(), options.oneDnn(), options.threadsPerCall()),
                options);
    }

    /** {@return names of the classes, in the order of the network's outputs} */
    public List<String> labels() {
        return labels;
    }

    /** {@return how sound becomes the network's input} */
    public FrontEnd frontEnd() {
        return frontEnd;
    }

    /** {@return probability below which an answer is "not sure"; empty if the model has none} */
    public OptionalDouble threshold() {
        return threshold;
    }

    /** {@return how the model was trained and what it scored, as its file tells} */
    public Map<String, Object> training() {
        return training;
    }

    /** Loads natives and makes a first worker now rather than with the first call. */
    public void warmUp() {
        workers.with(worker -> worker.hear(new float[frontEnd.windowSamples()]));
    }

    /**
     * Names the sound of a file.
     *
     * @param audio a sound file of any known format, rate and number of channels; read block by block
     * @return the mean over its windows
     * @throws IOException              if it cannot be read, or is no sound file
     * @throws IllegalArgumentException if it is shorter than a window and the model does not take such
     */
    public Prediction classify(Path audio) throws IOException {
        return prediction(workers.with(worker -> {
            try (AudioStream stream = AudioFiles.open(audio)) {
                return worker.hear(stream, labels.size(), audio.toString());
            }
        }));
    }

    /**
     * Names the sound of a stream, read block by block.
     *
     * @param stream any rate, any number of channels; read to its end, not closed
     * @return the mean over its windows
     * @throws IOException              if it cannot be read
     * @throws IllegalArgumentException if it is shorter than a window and the model does not take such
     */
    public Prediction classify(AudioStream stream) throws IOException {
        requireNonNull(stream, "stream");
        return prediction(workers.with(worker -> worker.hear(stream, labels.size(), "stream")));
    }

    /**
     * Names the sound of a clip.
     *
     * @param clip any rate, any number of channels
     * @return the mean over its windows
     * @throws IllegalArgumentException if it is shorter than a window and the model does not take such
     */
    public Prediction classify(AudioClip clip) {
        requireNonNull(clip, "clip");
        try {
            return prediction(workers.with(worker -> worker.hear(new ClipStream(clip), labels.size(), "clip")));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }

    /**
     * Names the sounds of many clips, as many at a time as there are workers.
     *
     * @param clips any rates, any numbers of channels
     * @return one answer a clip, in the same order
     * @throws IllegalArgumentException if one is shorter than a window and the model does not take such
     */
    public List<Prediction> classify(List<AudioClip> clips) {
        return clips.parallelStream().map(this::classify).toList();
    }

    /**
     * Names what is heard in each window of a file, one window after the other.
     *
     * @param audio a sound file of any known format, rate and number of channels; read block by block
     * @return one segment a window, in order
     * @throws IOException              if it cannot be read, or is no sound file
     * @throws IllegalArgumentException if it is shorter than a window and the model does not take such
     */
    public List<Segment> timeline(Path audio) throws IOException {
        return timeline(audio, frontEnd.hopSeconds());
    }

    /**
     * Names what is heard in each window of a file, with windows as close as one likes.
     *
     * @param audio      a sound file of any known format, rate and number of channels; read block by block
     * @param hopSeconds from the start of one window to the next, in seconds; at least one sample
     * @return one segment a window, in order
     * @throws IOException              if it cannot be read, or is no sound file
     * @throws IllegalArgumentException if the hop is out of range, or the file shorter than a window and the model does not take such
     */
    public List<Segment> timeline(Path audio, double hopSeconds) throws IOException {
        List<Segment> segments = new ArrayList<>();
        try (AudioStream stream = AudioFiles.open(audio)) {
            timeline(stream, hopSeconds, audio.toString(), segments::add);
        }
        return List.copyOf(segments);
    }

    /**
     * Names what is heard in each window of a stream, as it is read.
     *
     * @param stream     read to its end; not closed
     * @param hopSeconds from the start of one window to the next, in seconds; at least one sample
     * @param listener   told of each window, in order
     * @throws IOException              if it cannot be read
     * @throws IllegalArgumentException if the hop is out of range, a sample is not finite, or the stream is shorter than a window and the
     *     model does not take such
     */
    public void timeline(AudioStream stream, double hopSeconds, Consumer<Segment> listener) throws IOException {
        timeline(stream, hopSeconds, "stream", listener);
    }

    private void timeline(AudioStream stream, double hopSeconds, String name, Consumer<Segment> listener)
            throws IOException {
        requireNonNull(listener, "listener");
        Windows.cut(
                stream,
                frontEnd,
                hopSamples(hopSeconds),
                name,
                new Windows.Room(frontEnd),
                (window, start) -> listener.accept(segment(start, answer(window))));
    }

    /**
     * Shows what in a clip speaks for its label: the regions of the spectrogram without which the network would doubt it.
     *
     * @param clip any rate, any number of channels
     * @return an explanation of the likeliest label, in the window where it is likeliest
     * @throws IllegalArgumentException if the clip is shorter than a window and the model does not take such
     */
    public Explanation explain(AudioClip clip) {
        return explain(clip, classify(clip).label());
    }

    /**
     * Shows what in a clip speaks for a label. <b>Cost.</b> Some 2000 answers of the network, one after the other.
     *
     * @param clip  any rate, any number of channels
     * @param label one of the model's labels
     * @return an explanation of that label, in the window where it is likeliest
     * @throws IllegalArgumentException if the model has no such label, or the clip is shorter than a window and the model does not take such
     */
    public Explanation explain(AudioClip clip, String label) {
        int index = labels.indexOf(label);
        check(index >= 0, "label must be one of %s, got %s", labels, label);
        try {
            return workers.with(worker -> worker.explain(new ClipStream(clip), index, this));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }

    /**
     * Listens to sound that never ends, such as a microphone's.
     *
     * @param sampleRateHz rate of the blocks to come, in hertz; in [1, 100000000]
     * @param options      how often to answer and how much to smooth
     * @param listener     told of each change of label, on the thread that brings the blocks
     * @return what the blocks are pushed into
     * @throws IllegalArgumentException if the rate or the hop is out of range
     */
    public LiveSound listen(int sampleRateHz, LiveSound.Options options, LiveSound.Listener listener) {
        return new LiveSound(this, sampleRateHz, options, listener);
    }

    float[] answer(float[] window) {
        return workers.with(worker -> worker.hear(window));
    }

    Prediction prediction(float[] probabilities) {
        return Prediction.of(labels, probabilities, threshold);
    }

    private Segment segment(long firstSample, float[] probabilities) {
        double rate = frontEnd.sampleRateHz();
        return new Segment(
                firstSample / rate, (firstSample + frontEnd.windowSamples()) / rate, prediction(probabilities));
    }

    int hopSamples(double hopSeconds) {
        return Windows.hopSamples(hopSeconds, frontEnd);
    }

    /**
     * Waits for whoever has a worker, then frees what the natives hold. Calls that come later or still wait for a worker are refused; so are
     * timelines under way, which borrow one for each window.
     */
    @Override
    public void close() {
        workers.close();
    }
}
