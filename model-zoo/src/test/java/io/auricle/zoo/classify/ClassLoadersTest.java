package io.auricle.zoo.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auricle.audio.AudioFiles;
import io.auricle.zoo.model.ModelFile;
import io.auricle.zoo.testing.Tones;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a classifier fares where the application's class loader is not the one that Java starts with. */
class ClassLoadersTest {
    @TempDir
    Path folder;

    @Test
    void loads_a_model_without_natives_or_nd4j_until_it_is_used() throws Exception {
        Path model = modelFile();
        URL[] withoutNd4j = urls(path -> !path.matches(".*(nd4j|deeplearning4j|bytedeco|dl4j-onednn).*"));
        try (URLClassLoader loader = new URLClassLoader(withoutNd4j, ClassLoader.getPlatformClassLoader())) {
            Class<?> type = Class.forName(SoundClassifier.class.getName(), true, loader);
            Object classifier = type.getMethod("load", Path.class).invoke(null, model);

            assertThat(type.getMethod("labels").invoke(classifier)).isEqualTo(Tones.LABELS);
            assertThatThrownBy(() -> type.getMethod("warmUp").invoke(classifier))
                    .isInstanceOf(InvocationTargetException.class)
                    .hasCauseInstanceOf(NoClassDefFoundError.class);
        }
    }

    /** A JVM of its own: natives can be loaded by one class loader only, and this one's have been. */
    @Test
    void answers_under_a_class_loader_of_the_applications_own() throws Exception {
        Path wav = folder.resolve("whistle.wav");
        AudioFiles.writeWav(wav, Tones.whistle(1));

        assertThat(run(modelFile().toString(), wav.toString())).startsWith("whistle ");
    }

    private String run(String... arguments) throws Exception {
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                launcherOnly().toString(),
                OwnClassLoader.class.getName(),
                System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();
        process.waitFor();
        String printed = Files.readString(output);
        return printed.lines()
                .filter(line -> !line.startsWith("Warning:"))
                .findFirst()
                .orElse(printed);
    }

    private Path launcherOnly() throws IOException {
        Path jar = folder.resolve("launcher.jar");
        String name = OwnClassLoader.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream type = ClassLoadersTest.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new JarEntry(name));
            out.write(type.readAllBytes());
        }
        return jar;
    }

    /** An application that Java's own class loader knows nothing of, as in a servlet container or a jar of jars. */
    public static final class OwnClassLoader {
        private OwnClassLoader() {}

        public static void main(String[] arguments) throws Exception {
            URL[] urls = Arrays.stream(arguments[0].split(File.pathSeparator))
                    .map(OwnClassLoader::toUrl)
                    .toArray(URL[]::new);
            ClassLoader application = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
            Class<?> type = Class.forName("io.auricle.zoo.classify.SoundClassifier", true, application);
            Object classifier = type.getMethod("load", Path.class).invoke(null, Path.of(arguments[1]));
            Object answer = type.getMethod("classify", Path.class).invoke(classifier, Path.of(arguments[2]));
            System.out.write((answer + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        }

        private static URL toUrl(String path) {
            try {
                return new File(path).toURI().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    private static URL[] urls(Predicate<String> wanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(wanted)
                .map(OwnClassLoader::toUrl)
                .toArray(URL[]::new);
    }

    private Path modelFile() throws IOException {
        Path file = folder.resolve("tones.zip");
        ModelFile.writeForUse(file, Tones.model());
        return file;
    }
}
