package io.auricle.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
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
                    "io.auricle.keras",
                    "io.auricle.onnx",
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

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void the_product_keeps_but_for_what_is_known(Rule rule) {
        Set<String> violations = new TreeSet<>(rule.in(PRODUCT));
        violations.removeAll(rule.known());

        assertThat(violations).as("new violations of: %s", rule).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void a_planted_class_is_found(Rule rule) {
        assertThat(rule.inPlanted(PLANTED)).as("violations of: %s", rule).anyMatch(name -> name.contains("planted"));
    }

    @Test
    void packages_are_free_of_cycles_as_archunit_sees_them() {
        var rule = SlicesRuleDefinition.slices()
                .assignedFrom(HouseRules.packages())
                .should()
                .beFreeOfCycles();

        if (Rule.NO_CYCLES.in(PRODUCT).isEmpty()) {
            rule.check(PRODUCT);
        }
        assertThat(rule.evaluate(PLANTED).hasViolation()).isTrue();
    }

    @Test
    void every_room_was_looked_at() {
        Map<String, Boolean> rooms = new java.util.TreeMap<>();
        for (String room :
                new String[] {"audio", "features", "data", "onednn", "zoo", "training", "keras", "onnx", "examples"}) {
            rooms.put(room, PRODUCT.stream().anyMatch(type -> type.getPackageName()
                    .startsWith("io.auricle." + room)));
        }

        assertThat(rooms).doesNotContainValue(false);
    }
}
