package io.auricle.zoo.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.audio.MalformedAudioException;
import io.auricle.zoo.classify.SoundClassifier.Options;
import io.auricle.zoo.model.ModelFile;
import io.auricle.zoo.testing.Tones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One classifier and many threads: what each is told, and what becomes of them when it is closed. A minute is a deadlock. */
@Timeout(60)
class SharedClassifierTest {
    private static final int CALLERS = 8;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void eight_threads_are_told_what_one_is_told_by_a_classifier_of_one_worker() throws Exception {
        List<AudioClip> clips = clips(24);
        List<Prediction> alone;
        try (SoundClassifier classifier = classifier(1)) {
            alone = clips.stream().map(classifier::classify).toList();
        }
        for (int workers : new int[] {2, 5}) {
            try (SoundClassifier classifier = classifier(workers)) {
                List<List<Prediction>> together = inAllThreads(caller -> rotated(clips, 3 * caller).stream()
                        .map(classifier::classify)
                        .toList());

                for (int caller = 0; caller < CALLERS; caller++) {
                    assertThat(together.get(caller)).isEqualTo(rotated(alone, 3 * caller));
                }
            }
        }
    }

    @Test
    void eight_threads_are_told_the_same_of_files_timelines_and_live_sound() throws Exception {
        Path wav = folder.resolve("three.wav");
        AudioFiles.writeWav(wav, AudioClip.ofMono(Tones.threeSounds(), Tones.RATE));
        try (SoundClassifier classifier = classifier(2)) {
            List<Object> alone = heard(classifier, wav);

            assertThat(inAllThreads(caller -> heard(classifier, wav))).containsOnly(alone);
        }
    }

    private static List<Object> heard(SoundClassifier classifier, Path wav) throws IOException {
        List<Object> heard = new ArrayList<>();
        heard.add(classifier.classify(wav));
        heard.addAll(classifier.timeline(wav, 0.1));
        LiveSound live = classifier.listen(Tones.RATE, new LiveSound.Options(0.1, 2), heard::add);
        live.push(new float[][] {Tones.threeSounds()});
        return heard;
    }

    @Test
    void closing_lets_the_answers_under_way_end_and_refuses_all_others() throws Exception {
        AudioClip clip = Tones.hum(1);
        SoundClassifier classifier = classifier(2);
        Prediction expected = classifier.classify(clip);
        CountDownLatch busy = new CountDownLatch(CALLERS); // answers, whoever gets them
        List<Future<List<Prediction>>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(threads.submit(() -> untilRefused(classifier, clip, busy)));
        }

        busy.await();
        classifier.close();

        List<Prediction> answers = new ArrayList<>();
        for (Future<List<Prediction>> caller : callers) {
            answers.addAll(caller.get());
        }
        assertThat(answers).hasSizeGreaterThanOrEqualTo(CALLERS).containsOnly(expected);
    }

    private static List<Prediction> untilRefused(SoundClassifier classifier, AudioClip clip, CountDownLatch busy) {
        List<Prediction> answers = new ArrayList<>();
        try {
            while (true) {
                answers.add(classifier.classify(clip));
                busy.countDown();
            }
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("a closed classifier must not be used");
            return answers;
        }
    }

    @Test
    void an_interrupted_thread_that_need_not_wait_gets_its_answer_and_stays_interrupted() throws Exception {
        try (SoundClassifier classifier = classifier(CALLERS)) {
            Prediction expected = classifier.classify(Tones.hum(1));

            for (boolean flag : inAllThreads(caller -> {
                Thread.currentThread().interrupt();
                assertThat(classifier.classify(Tones.hum(1))).isEqualTo(expected);
                return Thread.interrupted();
            })) {
                assertThat(flag).isTrue();
            }
        }
    }

    @Test
    void a_refused_sound_gives_its_worker_back() throws IOException {
        Path noSound = Files.write(folder.resolve("none.wav"), new byte[100]);
        try (SoundClassifier classifier = classifier(1)) {
            Prediction expected = classifier.classify(Tones.hum(1));
            for (Path refused : List.of(noSound, folder.resolve("missing.wav"))) {
                assertThatThrownBy(() -> classifier.classify(refused)).isInstanceOf(IOException.class);
            }
            assertThatThrownBy(() -> classifier.classify(noSound)).isInstanceOf(MalformedAudioException.class);

            assertThat(classifier.classify(Tones.hum(1))).isEqualTo(expected);
        }
    }

    @Test
    void whoever_is_told_of_a_window_may_ask_again_though_there_is_one_worker() throws IOException {
        Path wav = folder.resolve("three.wav");
        AudioFiles.writeWav(wav, AudioClip.ofMono(Tones.threeSounds(), Tones.RATE));
        try (SoundClassifier classifier = classifier(1)) {
            Prediction whole = classifier.classify(wav);
            List<Prediction> nested = new ArrayList<>();
            LiveSound live = classifier.listen(
                    Tones.RATE,
                    LiveSound.Options.defaults(),
                    change -> nested.add(classifier.classify(AudioClip.ofMono(Tones.threeSounds(), Tones.RATE))));
            live.push(new float[][] {Tones.threeSounds()});

            assertThat(nested).isNotEmpty();
            assertThat(nested.get(0).label()).isEqualTo(whole.label());
        }
    }

    private SoundClassifier classifier(int workers) throws IOException {
        Path file = folder.resolve("tones.zip");
        if (!Files.exists(file)) {
            ModelFile.writeForUse(file, Tones.model());
        }
        return SoundClassifier.load(file, Options.defaults().withWorkers(workers));
    }

    private static List<AudioClip> clips(int count) {
        List<AudioClip> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clips.add(AudioClip.ofMono(Tones.sound(i % 3, 0.25 + 0.125 * (i % 5), 70 + i), Tones.RATE));
        }
        return clips;
    }

    private static <T> List<T> rotated(List<T> list, int distance) {
        List<T> rotated = new ArrayList<>(list);
        Collections.rotate(rotated, distance);
        return rotated;
    }

    /** What a caller does, told its number. */
    private interface Caller<T> {
        T call(int number) throws Exception;
    }

    private <T> List<T> inAllThreads(Caller<T> caller) throws Exception {
        List<Callable<T>> work = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int number = i;
            work.add(() -> caller.call(number));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> result : threads.invokeAll(work)) {
            results.add(result.get());
        }
        return results;
    }
}
