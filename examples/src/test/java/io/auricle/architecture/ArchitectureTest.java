package io.auricle.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The doors hold in the product, and each would be seen to break: every rule also meets a class planted to break it. */
class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.auricle");
    private static final JavaClasses PLANTED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages(
                    "io.auricle.audio",
                    "io.auricle.data",
                    "io.auricle.onednn",
                    "io.auricle.zoo",
                    "io.auricle.training",
                    "io.auricle.examples.planted");

    static Stream<Arguments> rules() {
        return Doors.all().entrySet().stream().map(rule -> Arguments.of(rule.getKey(), rule.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void the_product_keeps(String name, ArchRule rule) {
        rule.check(PRODUCT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void a_planted_class_breaks(String name, ArchRule rule) {
        var result = rule.evaluate(PLANTED);

        assertThat(result.hasViolation()).as("violations of %s", name).isTrue();
        assertThat(result.getFailureReport().getDetails()).anyMatch(line -> line.contains("Planted"));
    }

    @Test
    void every_room_was_looked_at() {
        Map<String, Boolean> rooms = new java.util.TreeMap<>();
        for (String room : new String[] {"audio", "features", "data", "onednn", "zoo", "training", "examples"}) {
            rooms.put(room, PRODUCT.stream().anyMatch(type -> type.getPackageName()
                    .startsWith("io.auricle." + room)));
        }

        assertThat(rooms).doesNotContainValue(false);
    }
}
