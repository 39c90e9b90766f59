package com.example.layouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.DataSetLayout;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user writes to read a data set of their own: one class, and one line if a word should find it. */
class OwnLayoutTest {
    @TempDir
    Path folder;

    /** Sounds named {@code label.number.wav} in one folder, marked by a file. */
    public static class Dotted implements DataSetLayout {
        @Override
        public String word() {
            return "dotted";
        }

        @Override
        public String description() {
            return "dotted.txt";
        }

        @Override
        public boolean matches(Path folder) {
            return Files.exists(folder.resolve("dotted.txt"));
        }

        @Override
        public List<Clip> read(Path folder, AudioDataset.Options options) throws IOException {
            try (var files = Files.list(folder)) {
                return files.filter(file -> file.toString().endsWith(".wav"))
                        .sorted()
                        .map(Dotted::clip)
                        .toList();
            }
        }

        private static Clip clip(Path file) {
            String[] parts = file.getFileName().toString().split("\\.");
            return new Clip(file, parts[0], OptionalInt.empty(), parts[1], OptionalInt.empty(), 0, 1);
        }
    }

    /** Takes a word that is taken. */
    public static final class Thief extends Dotted {
        @Override
        public String word() {
            return "esc50";
        }
    }

    @Test
    void a_layout_of_ones_own_is_passed_as_an_object() throws IOException {
        sounds();
        AudioDataset.Options own =
                AudioDataset.Options.builder().layout(new Dotted()).build();

        AudioDataset dataset = AudioDataset.open(folder, own);

        assertThat(dataset.clips()).extracting(Clip::label).containsExactly("bell", "tram");
        assertThat(dataset.layout().map(DataSetLayout::word)).contains("dotted");
    }

    @Test
    void a_registered_layout_is_found_by_word_and_by_its_folder() throws Exception {
        sounds();
        with(Dotted.class, () -> {
            assertThat(DataSetLayout.of("dotted")).isInstanceOf(Dotted.class);
            assertThat(AudioDataset.open(folder, AudioDataset.Options.defaults())
                            .clips())
                    .hasSize(2);
        });
    }

    @Test
    void a_word_that_is_taken_is_refused_with_both_classes_named() throws Exception {
        with(Thief.class, () -> assertThatIllegalArgumentException()
                .isThrownBy(DataSetLayout::all)
                .withMessage("layout word must be unique, got esc50 for io.auricle.data.layout.Esc50Layout and "
                        + Thief.class.getName()));
    }

    private void sounds() throws IOException {
        for (String name : List.of("dotted.txt", "tram.1.wav", "bell.2.wav")) {
            Files.createFile(folder.resolve(name));
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Runs with a class path that registers a layout, as a user's jar would. */
    private void with(Class<?> layout, Work work) throws Exception {
        Path services = Files.createDirectories(folder.resolve("jar/META-INF/services"));
        Files.writeString(services.resolve(DataSetLayout.class.getName()), layout.getName());
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        URL[] jar = {folder.resolve("jar").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(jar, getClass().getClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            work.run();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
