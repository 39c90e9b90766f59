package io.auricle.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compiled classes name: none of the desktop's packages, so that all runs on Android. */
class DoorsTest {
    private static final List<String> DESKTOP = List.of("javax/sound/", "java/awt/", "javax/imageio/", "javax/swing/");

    @Test
    void no_package_names_the_desktop() throws Exception {
        assertThat(packagesNaming(classes(Checks.class), DESKTOP)).isEmpty();
    }

    @Test
    void decoding_does_not_know_features_and_features_do_not_know_pictures() throws Exception {
        assertThat(packagesNaming(classes(Checks.class), List.of("io/auricle/features/")))
                .allMatch(name -> name.startsWith("io.auricle.features")
                        || name.equals("io.auricle.augment")
                        || name.equals("io.auricle.picture"));
        assertThat(packagesNaming(classes(Checks.class), List.of("io/auricle/picture/", "io/auricle/augment/")))
                .allMatch(name -> name.equals("io.auricle.augment") || name.equals("io.auricle.picture"));
    }

    @Test
    void a_planted_violation_is_seen() throws Exception {
        // This test's neighbours do use the desktop.
        assertThat(packagesNaming(classes(DoorsTest.class), DESKTOP)).contains("io.auricle.picture");
    }

    private static TreeSet<String> packagesNaming(Path root, List<String> names) throws IOException {
        var found = new TreeSet<String>();
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(file -> file.toString().endsWith(".class")).forEach(files::add);
        }
        assertThat(files).hasSizeGreaterThan(5);
        for (Path file : files) {
            String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            boolean module = file.endsWith("module-info.class");
            if (!module && names.stream().anyMatch(content::contains)) {
                found.add(root.relativize(file.getParent())
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "."));
            }
        }
        return found;
    }

    private static Path classes(Class<?> member) throws URISyntaxException {
        return Path.of(
                member.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
