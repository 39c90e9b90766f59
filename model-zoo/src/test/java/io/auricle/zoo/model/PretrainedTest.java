package io.auricle.zoo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auricle.zoo.classify.SoundClassifier;
import io.auricle.zoo.testing.Tones;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where weights on the class path are looked for; this module's tests have none of their own. */
class PretrainedTest {
    @TempDir
    Path folder;

    @Test
    void names_the_artifact_that_is_missing() {
        for (Loading loading : new Loading[] {SoundClassifier::pretrained, ModelFile::pretrained}) {
            assertThatThrownBy(loading::load)
                    .isInstanceOf(FileNotFoundException.class)
                    .hasMessage(
                            "the pretrained weights must be on the class path, got no io/auricle/zoo/pretrained/pretrained.zip"
                                    + " there; add the dependency io.auricle:model-zoo-pretrained (weights: CC BY-NC 3.0)");
        }
    }

    private interface Loading {
        Object load() throws IOException;
    }

    @Test
    void finds_weights_that_only_the_context_class_loader_sees() throws IOException {
        ModelFile.writeForUse(resource(), Tones.model());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader plugin =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            thread.setContextClassLoader(plugin);
            try (SoundClassifier classifier = SoundClassifier.pretrained()) {
                assertThat(classifier.classify(Tones.whistle(1)).label()).isEqualTo("whistle");
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void calls_damaged_weights_by_their_name() throws IOException {
        Files.write(resource(), new byte[40]);
        try (URLClassLoader plugin =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            byte[] bytes = Pretrained.bytes(plugin, null);

            assertThatThrownBy(() -> ModelFile.model(Pretrained.NAME, bytes, false))
                    .isInstanceOf(MalformedModelException.class)
                    .hasMessageStartingWith("pretrained: ");
        }
    }

    private Path resource() throws IOException {
        Path file = folder.resolve("io/auricle/zoo/pretrained/pretrained.zip");
        Files.createDirectories(file.getParent());
        return file;
    }
}
