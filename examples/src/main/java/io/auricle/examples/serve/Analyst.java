package io.auricle.examples.serve;

import io.auricle.audio.AudioFiles;
import io.auricle.audio.AudioStream;
import io.auricle.audio.MalformedAudioException;
import io.auricle.zoo.classify.Prediction;
import io.auricle.zoo.classify.Segment;
import io.auricle.zoo.classify.SoundClassifier;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells what is heard in an upload, in one pass over it.
 *
 * <p><b>Threads.</b> Safe. <b>Cost.</b> Decoded block by block: memory for one window, and for the views if they are asked for.
 */
final class Analyst {

    private static final String NAME = "upload";
    private static final int MOST_CHANNELS = 32;
    private static final int LEAST_RATE_HZ = 1000;
    private static final int MOST_RATE_HZ = 768_000;

    private final SoundClassifier classifier;
    private final double maxSeconds;
    private final int maxWindows;

    Analyst(SoundClassifier classifier, double maxSeconds, int maxWindows) {
        this.classifier = classifier;
        this.maxSeconds = maxSeconds;
        this.maxWindows = maxWindows;
    }

    /**
     * Answers a question on a sound.
     *
     * @throws Refusal if it is no sound, is damaged, or breaks a limit
     */
    Answer answer(InputStream upload, Question question, Deadline deadline) {
        try (AudioStream stream = AudioFiles.open(deadline.limit(upload), NAME)) {
            checkFormat(stream);
            return answer(stream, question, deadline);
        } catch (MalformedAudioException e) {
            deadline.checkWork(); // a decoder that was stopped blames the sound
            throw Refusal.of(e.isUnsupported() ? Refusal.UNKNOWN_TYPE : Refusal.BAD_REQUEST, "%s", e.getMessage());
        } catch (IOException | IllegalArgumentException e) { // memory does not fail: what does is the sound
            throw Refusal.of(Refusal.BAD_REQUEST, "%s: %s", NAME, e.getMessage());
        }
    }

    private static void checkFormat(AudioStream stream) {
        check(
                stream.channels() <= MOST_CHANNELS,
                "%s: channels must be at most %d, got %d",
                NAME,
                MOST_CHANNELS,
                stream.channels());
        check(
                stream.sampleRateHz() >= LEAST_RATE_HZ && stream.sampleRateHz() <= MOST_RATE_HZ,
                "%s: the sample rate must be in [%d, %d] Hz, got %d",
                NAME,
                LEAST_RATE_HZ,
                MOST_RATE_HZ,
                stream.sampleRateHz());
    }

    private static void check(boolean ok, String format, Object... values) {
        if (!ok) {
            throw Refusal.of(Refusal.BAD_REQUEST, format, values);
        }
    }

    private Answer answer(AudioStream stream, Question question, Deadline deadline) throws IOException {
        int channels = stream.channels();
        int rateHz = stream.sampleRateHz();
        int modelHz = classifier.frontEnd().sampleRateHz();
        HeardSound sound = new HeardSound(stream.toMono().resampledTo(modelHz), maxSeconds, deadline);
        WaveformView waveform = question.columns() > 0 ? new WaveformView() : null;
        MelView mel = question.columns() > 0 ? new MelView(classifier.frontEnd().mel()) : null;
        if (question.columns() > 0) {
            sound.showTo(waveform);
            sound.showTo(mel);
        }
        List<Segment> segments = segments(sound, question.hopSeconds(), deadline);
        Prediction mean = classifier.mean(segments);
        return new Answer(
                mean.label(),
                Answer.rounded(mean.probability()),
                mean.sure(),
                mean.labels(),
                Answer.Ranked.of(mean, question.top()),
                new Answer.Sound(Answer.rounded(sound.seconds()), rateHz, channels),
                new Answer.Windows(classifier.frontEnd().windowSeconds(), question.hopSeconds()),
                segments.stream()
                        .map(segment -> Answer.Row.of(segment, question.top()))
                        .toList(),
                waveform == null ? null : waveform.columns(question.columns()),
                mel == null ? null : mel.columns(question.columns()));
    }

    private List<Segment> segments(HeardSound sound, double hopSeconds, Deadline deadline) throws IOException {
        List<Segment> segments = new ArrayList<>();
        classifier.timeline(sound, hopSeconds, segment -> {
            deadline.checkWork();
            check(segments.size() < maxWindows, "hop must give at most %d windows, got more", maxWindows);
            segments.add(segment);
        });
        return segments;
    }
}
