package io.auricle.zoo.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.zoo.testing.Tones;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAnswerTest {
    @TempDir
    private Path folder;

    private FileAnswer answer(Path file, OptionalDouble hopSeconds) throws IOException {
        try (SoundClassifier classifier = SoundClassifier.of(Tones.model(), SoundClassifier.Options.defaults())) {
            return FileAnswer.of(classifier, file.toString(), () -> AudioFiles.open(file), hopSeconds);
        }
    }

    private Path sound() throws IOException {
        Path file = folder.resolve("three.wav");
        AudioFiles.writeWav(file, AudioClip.ofMono(Tones.threeSounds(), Tones.RATE));
        return file;
    }

    @Test
    void a_file_has_one_segment_from_its_start_to_its_end() throws IOException {
        FileAnswer answer = answer(sound(), OptionalDouble.empty());

        assertThat(answer.error()).isEmpty();
        assertThat(answer.segments()).hasSize(1);
        assertThat(answer.segments().get(0).startSeconds()).isZero();
        assertThat(answer.segments().get(0).endSeconds()).isEqualTo((double) Tones.threeSounds().length / Tones.RATE);
    }

    @Test
    void a_timeline_has_the_segments_of_the_classifier() throws IOException {
        Path file = sound();

        FileAnswer answer = answer(file, OptionalDouble.of(0.5));

        try (SoundClassifier classifier = SoundClassifier.of(Tones.model(), SoundClassifier.Options.defaults())) {
            assertThat(answer.segments()).isEqualTo(classifier.timeline(file, 0.5));
        }
    }

    @Test
    void a_file_that_cannot_be_read_has_its_reason_in_one_line() throws IOException {
        Path missing = folder.resolve("missing.wav");
        Path broken = Files.writeString(folder.resolve("broken.wav"), "RIFF");

        assertThat(answer(missing, OptionalDouble.empty()).error()).hasValue(missing + ": no such file or folder");
        assertThat(answer(broken, OptionalDouble.empty()).error().orElseThrow())
                .contains("broken.wav")
                .doesNotContain("\n");
    }

    @Test
    void a_file_that_must_not_be_read_is_told_so() throws IOException {
        try (SoundClassifier classifier = SoundClassifier.of(Tones.model(), SoundClassifier.Options.defaults())) {
            FileAnswer answer = FileAnswer.of(
                    classifier,
                    "secret.wav",
                    () -> {
                        throw new AccessDeniedException("secret.wav");
                    },
                    OptionalDouble.empty());

            assertThat(answer.error()).hasValue("secret.wav: not allowed to read or write it");
            assertThat(answer.segments()).isEmpty();
        }
    }
}
