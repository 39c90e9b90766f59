package io.auricle.zoo.classify;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.audio.AudioStream;
import io.auricle.features.FrontEnd;
import io.auricle.zoo.classify.Prediction.Ranked;
import io.auricle.zoo.model.MalformedModelException;
import io.auricle.zoo.model.ModelContents;
import io.auricle.zoo.model.ModelFile;
import io.auricle.zoo.model.ModelInput;
import io.auricle.zoo.model.OutputKind;
import io.auricle.zoo.model.SoundModel;
import io.auricle.zoo.model.Thresholds;
import io.auricle.zoo.yamnet.Yamnet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Names the sounds of a city: the part of this library that other apps embed.
 *
 * <pre>{@code
 * try (SoundClassifier classifier = SoundClassifier.load(Path.of("city.zip"))) {
 *     Prediction answer = classifier.classify(Path.of("street.wav"));
 *     System.out.println(answer);                                       // siren 93 %
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
    private final List<Member> members;
    private final List<String> labels;
    private final OutputKind output;
    private final Thresholds thresholds;
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
            List<Member> members,
            List<String> labels,
            OutputKind output,
            Thresholds thresholds,
            Map<String, Object> training,
            Options options) {
        this.members = members;
        this.labels = labels;
        this.output = output;
        this.thresholds = thresholds;
        this.training = training;
        this.workers = new Workers<>("classifier", options.workers(), () -> new Worker(members));
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

    /**
     * Loads a tagger for the 521 sounds of AudioSet, several of which may be in a clip at once: YAMNet, which the artifact {@code
     * io.auricle:model-zoo-yamnet} brings.
     *
     * @return a classifier, to be closed
     * @throws java.io.FileNotFoundException if that artifact is not on the class path
     * @throws IOException                   if reading fails
     */
    public static SoundClassifier audioSet() throws IOException {
        return audioSet(Options.defaults());
    }

    /**
     * Loads a tagger for the 521 sounds of AudioSet, as {@link #audioSet()} does.
     *
     * @param options how to use the machine
     * @return a classifier, to be closed
     * @throws java.io.FileNotFoundException if that artifact is not on the class path
     * @throws IOException                   if reading fails
     */
    public static SoundClassifier audioSet(Options options) throws IOException {
        return of(Yamnet.audioSet(), options);
    }

    private static SoundClassifier load(ModelContents contents, Options options) {
        requireNonNull(options, "options");
        SharedNetwork network = new SharedNetwork(contents, options.oneDnn(), options.threadsPerCall());
        return new SoundClassifier(
                List.of(new Member(contents.inputs(), network)),
                contents.labels(),
                contents.output(),
                contents.thresholds(),
                contents.training(),
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
        return ensemble(List.of(model), options);
    }

    /**
     * Uses several models together: each answers a clip by its own front end and windows, and the mean of their answers counts.
     *
     * @param models at least 1, of equal labels and outputs; their parameters are copied
     * @return a classifier, to be closed
     * @throws IllegalArgumentException if labels or outputs differ; the message shows both
     */
    public static SoundClassifier ensemble(List<SoundModel> models) {
        return ensemble(models, Options.defaults());
    }

    /**
     * Uses several models together: each answers a clip by its own front end and windows, and the mean of their answers counts. A timeline and
     * live sound take the windows of the model with the longest ones; the others answer for the time at which such a window starts.
     *
     * @param models  at least 1, of equal labels and outputs; their parameters are copied; the thresholds of the first count
     * @param options how to use the machine
     * @return a classifier, to be closed
     * @throws IllegalArgumentException if labels or outputs differ; the message shows both
     */
    public static SoundClassifier ensemble(List<SoundModel> models, Options options) {
        requireNonNull(options, "options");
        check(!models.isEmpty(), "models must be at least 1, got 0");
        SoundModel first = models.get(0);
        List<Member> members = new ArrayList<>();
        for (SoundModel model : models) {
            check(
                    model.labels().equals(first.labels()) && model.output() == first.output(),
                    "models of an ensemble must have equal labels and outputs, got %s %s and %s %s",
                    first.output(),
                    first.labels(),
                    model.output(),
                    model.labels());
            SharedNetwork network = new SharedNetwork(model.graph(), options.oneDnn(), options.threadsPerCall());
            members.add(new Member(model.inputs(), network));
        }
        return new SoundClassifier(
                List.copyOf(members), first.labels(), first.output(), first.thresholds(), first.training(), options);
    }

    /** {@return names of the outputs, in their order; may be none where the outputs are plain values} */
    public List<String> labels() {
        return labels;
    }

    /** {@return what the outputs mean} */
    public OutputKind output() {
        return output;
    }

    /** {@return what each network reads} */
    public List<List<ModelInput>> inputs() {
        return members.stream().map(Member::inputs).toList();
    }

    /**
     * The front end of the input with the longest windows, which is the only one of most models.
     *
     * @return how sound becomes the network's input
     * @throws IllegalStateException if the model has no front end
     */
    public FrontEnd frontEnd() {
        requireFrontEnds();
        List<ModelInput> all =
                members.stream().flatMap(member -> member.inputs().stream()).toList();
        List<Lane> lanes = all.stream().map(Lane::of).toList();
        return all.get(Cutting.lead(lanes)).frontEnd().orElseThrow();
    }

    /** {@return probabilities from which a label counts as an answer} */
    public Thresholds thresholds() {
        return thresholds;
    }

    /** {@return probability below which an answer is "not sure"; empty if the model has none, or labels have different ones} */
    public OptionalDouble threshold() {
        return thresholds.common();
    }

    /** {@return how the model was trained and what it scored, as its file tells} */
    public Map<String, Object> training() {
        return training;
    }

    /** Loads natives and makes a first worker now rather than with the first call. */
    public void warmUp() {
        if (hasFrontEnds()) {
            List<Lane> lanes = lanes();
            workers.with(worker -> worker.predict(Cutting.windows(lanes)));
        } else {
            workers.with(worker -> worker);
        }
    }

    /**
     * Names the sound of a file.
     *
     * @param audio a sound file of any known format, rate and number of channels; read block by block
     * @return the mean over its windows
     * @throws IOException              if it cannot be read, or is no sound file
     * @throws IllegalArgumentException if it is shorter than a window and the model does not take such
     * @throws IllegalStateException    if the model answers no probabilities, or has no front end
     * @throws CancellationException    if the thread is interrupted while it waits for a worker
     */
    public Prediction classify(Path audio) throws IOException {
        requireProbabilities();
        return prediction(workers.with(worker -> {
            try (AudioStream stream = AudioFiles.open(audio)) {
                return worker.predict(stream, audio.toString());
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
     * @throws IllegalStateException    if the model answers no probabilities, or has no front end
     * @throws CancellationException    if the thread is interrupted while it waits for a worker
     */
    public Prediction classify(AudioStream stream) throws IOException {
        requireNonNull(stream, "stream");
        requireProbabilities();
        return prediction(workers.with(worker -> worker.predict(stream, "stream")));
    }

    /**
     * Names the sound of a clip.
     *
     * @param clip any rate, any number of channels
     * @return the mean over its windows
     * @throws IllegalArgumentException if it is shorter than a window and the model does not take such
     * @throws IllegalStateException    if the model answers no probabilities, or has no front end
     * @throws CancellationException    if the thread is interrupted while it waits for a worker
     */
    public Prediction classify(AudioClip clip) {
        requireProbabilities();
        return prediction(predict(clip));
    }

    /**
     * Names the sounds of many clips, as many at a time as there are workers, on threads of this call.
     *
     * @param clips any rates, any numbers of channels
     * @return one answer a clip, in the same order
     * @throws IllegalArgumentException if one is shorter than a window and the model does not take such
     * @throws IllegalStateException    if the model answers no probabilities, or has no front end
     * @throws CancellationException    if the thread is interrupted
     */
    public List<Prediction> classify(List<AudioClip> clips) {
        return InOrder.map(clips, workers.most(), this::classify);
    }

    /**
     * The network's outputs for a clip, such as an embedding.
     *
     * @param clip any rate, any number of channels
     * @return the mean of the outputs over its windows, one value per output
     * @throws IllegalArgumentException if it is shorter than a window and the model does not take such
     * @throws IllegalStateException    if the model has no front end
     * @throws CancellationException    if the thread is interrupted while it waits for a worker
     */
    public float[] predict(AudioClip clip) {
        requireNonNull(clip, "clip");
        requireFrontEnds();
        try {
            return workers.with(worker -> worker.predict(new ClipStream(clip), "clip"));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }

    /**
     * The network's outputs for arrays of the caller's: the only way to use a model without a front end.
     *
     * @param inputs one example of each input in the order of {@link #inputs}, as the network reads it: row-major, standardised
     * @return one value per output, the mean over the networks of an ensemble
     * @throws IllegalArgumentException if an array has another length than its input
     * @throws CancellationException    if the thread is interrupted while it waits for a worker
     */
    public float[] predict(float[]... inputs) {
        for (Member member : members) {
            check(
                    inputs.length == member.inputs().size(),
                    "inputs must be %d arrays, got %d",
                    member.inputs().size(),
                    inputs.length);
            for (int i = 0; i < inputs.length; i++) {
                ModelInput input = member.inputs().get(i);
                check(
                        inputs[i].length == input.size(),
                        "input %s must hold %d values, got %d",
                        input.name(),
                        input.size(),
                        inputs[i].length);
            }
        }
        return workers.with(worker -> worker.answer(inputs));
    }

    /**
     * The answer to a whole recording from those to its windows, as {@link #classify(Path)} gives it.
     *
     * @param segments at least 1, such as a timeline
     * @return the mean over them
     * @throws IllegalArgumentException if there are none
     */
    public Prediction mean(List<Segment> segments) {
        check(!segments.isEmpty(), "segments must be at least 1, got 0");
        double[] sums = new double[labels.size()];
        for (Segment segment : segments) {
            for (Ranked ranked : segment.prediction().ranking()) {
                sums[labels.indexOf(ranked.label())] += ranked.probability();
            }
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / segments.size());
        }
        return prediction(mean);
    }

    /**
     * Names the sound of each window of a file, one window after the other.
     *
     * @param audio a sound file of any known format, rate and number of channels; read block by block
     * @return one segment a window, in order
     * @throws IOException              if it cannot be read, or is no sound file
     * @throws IllegalArgumentException if it is shorter than a window and the model does not take such
     */
    public List<Segment> timeline(Path audio) throws IOException {
        return timeline(audio, lead().hopSeconds());
    }

    /**
     * Names the sound of each window of a file, with windows as close as one likes.
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
     * Names the sound of each window of a stream, as it is read.
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
        requireProbabilities();
        List<Lane> lanes = lanes(hopSeconds);
        double seconds = lanes.get(Cutting.lead(lanes)).seconds();
        Cutting.Maker maker = rate -> new Cutting(
                lanes,
                rate,
                Cutting.windows(lanes),
                (samples, start) -> listener.accept(new Segment(start, start + seconds, prediction(answer(samples)))));
        Cutting.cut(stream, lanes, name, List.of(maker));
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
     * Shows what in a clip speaks for a label. <b>Cost.</b> At most 100 calls of the network, each with up to 32 variants of a window.
     *
     * @param clip  any rate, any number of channels
     * @param label one of the model's labels
     * @return an explanation of that label, in the window where it is likeliest
     * @throws IllegalArgumentException if the model has no such label, or the clip is shorter than a window and the model does not take such
     */
    public Explanation explain(AudioClip clip, String label) {
        requireProbabilities();
        int index = labels.indexOf(label);
        check(index >= 0, "label must be one of %s, got %s", labels, label);
        if (members.size() > 1) {
            throw new IllegalStateException(
                    "an explanation must be of one network, got an ensemble of " + members.size());
        }
        List<Lane> lanes = members.get(0).lanes();
        try {
            return workers.with(worker -> explain(worker.only(), lanes, new ClipStream(clip), index));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }

    private Explanation explain(Predictor predictor, List<Lane> lanes, AudioStream stream, int label)
            throws IOException {
        Likeliest likeliest = new Likeliest();
        Cutting.Maker maker = rate -> new Cutting(
                lanes,
                rate,
                Cutting.windows(lanes),
                (samples, start) -> likeliest.offer(samples, start, predictor.predict(samples)[label]));
        Cutting.cut(stream, lanes, "clip", List.of(maker));
        return new Explainer(predictor, output, label)
                .explain(likeliest.samples(), Cutting.lead(lanes), likeliest.startSeconds(), this);
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
        requireProbabilities();
        return new LiveSound(this, sampleRateHz, options, listener);
    }

    float[] answer(float[][] samples) {
        return workers.with(worker -> worker.predict(samples));
    }

    Prediction prediction(float[] probabilities) {
        return Prediction.of(labels, probabilities, output, thresholds);
    }

    /** Of all inputs of all networks. */
    private List<Lane> lanes() {
        return members.stream().flatMap(member -> member.lanes().stream()).toList();
    }

    /** Of all inputs of all networks, cut at the same times. */
    List<Lane> lanes(double hopSeconds) {
        List<Lane> own = lanes();
        return own.stream()
                .map(lane -> lane.every(hopSeconds))
                .map(lane -> own.size() == 1 ? lane : lane.together())
                .toList();
    }

    private Lane lead() {
        requireFrontEnds();
        List<Lane> lanes = lanes();
        return lanes.get(Cutting.lead(lanes));
    }

    private boolean hasFrontEnds() {
        return members.stream().allMatch(Member::hasFrontEnds);
    }

    private void requireFrontEnds() {
        if (!hasFrontEnds()) {
            throw new IllegalStateException(
                    "the model must have a front end for sound, got none; use predict with arrays");
        }
    }

    private void requireProbabilities() {
        requireFrontEnds();
        if (output == OutputKind.VALUES) {
            throw new IllegalStateException("the model must answer probabilities, got plain values; use predict");
        }
    }

    /**
     * Frees what the natives hold, once the calls under way have ended. Calls that come later or still wait for a worker are refused; so are
     * timelines under way, which borrow one for each window.
     */
    @Override
    public void close() {
        workers.close();
    }
}
