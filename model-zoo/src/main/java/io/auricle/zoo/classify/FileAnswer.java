package io.auricle.zoo.classify;

import static java.util.Objects.requireNonNull;

import io.auricle.audio.AudioStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a classifier answers for one file of many: its segments, or the reason why it could not be read. One damaged file does not end
 * the work on the others.
 *
 * <pre>{@code
 * FileAnswer answer = FileAnswer.of(classifier, path.toString(), () -> AudioFiles.open(path), OptionalDouble.empty());
 * }</pre>
 *
 * <p><b>Units.</b> Seconds from the start of the file. <b>Threads.</b> Immutable.
 *
 * @param path     name of the file, as the caller gave it
 * @param segments one for the whole file, from 0 to its length; of a timeline, one a window; empty if there is an error
 * @param error    why the file has no answer, in one line
 */
public record FileAnswer(String path, List<Segment> segments, Optional<String> error) {

    /** Opens a sound; called once, and what it returns is closed. */
    @FunctionalInterface
    public interface Source {
        /**
         * Opens the sound.
         *
         * @return a stream at its first sample
         * @throws IOException if it cannot be opened, or is no sound
         */
        AudioStream open() throws IOException;
    }

    /**
     * Copies.
     *
     * @param path     name of the file
     * @param segments what was answered, in order
     * @param error    why there is no answer
     */
    public FileAnswer {
        requireNonNull(path, "path");
        segments = List.copyOf(segments);
        requireNonNull(error, "error");
    }

    /**
     * Answers a file, or says why not.
     *
     * @param classifier what answers
     * @param path       name of the file
     * @param source     opens it
     * @param hopSeconds from one window of a timeline to the next, in seconds; empty: one answer for the whole file
     * @return the answer; a file that cannot be read or classified gives one with its error
     */
    public static FileAnswer of(SoundClassifier classifier, String path, Source source, OptionalDouble hopSeconds) {
        try (AudioStream stream = source.open()) {
            return new FileAnswer(path, segments(classifier, stream, hopSeconds), Optional.empty());
        } catch (IOException | IllegalArgumentException e) {
            return new FileAnswer(path, List.of(), Optional.of(oneLine(e)));
        }
    }

    private static List<Segment> segments(SoundClassifier classifier, AudioStream stream, OptionalDouble hopSeconds)
            throws IOException {
        if (hopSeconds.isPresent()) {
            List<Segment> segments = new ArrayList<>();
            classifier.timeline(stream, hopSeconds.getAsDouble(), segments::add);
            return segments;
        }
        CountedStream counted = new CountedStream(stream);
        Prediction prediction = classifier.classify(counted);
        return List.of(new Segment(0, counted.seconds(), prediction));
    }

    private static String oneLine(Exception e) {
        String text = e instanceof FileSystemException file ? reason(file) : e.getMessage();
        return text == null ? e.getClass().getSimpleName() : text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private static String reason(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return e.getFile() + ": no such file or folder";
        }
        return e instanceof AccessDeniedException ? e.getFile() + ": not allowed to read or write it" : e.getMessage();
    }

    /** Counts the samples that pass. */
    private static final class CountedStream implements AudioStream {
        private final AudioStream stream;
        private long samples;

        CountedStream(AudioStream stream) {
            this.stream = stream;
        }

        double seconds() {
            return (double) samples / stream.sampleRateHz();
        }

        @Override
        public int sampleRateHz() {
            return stream.sampleRateHz();
        }

        @Override
        public int channels() {
            return stream.channels();
        }

        @Override
        public int read(float[][] into, int offset, int count) throws IOException {
            int given = stream.read(into, offset, count);
            samples += Math.max(given, 0);
            return given;
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
