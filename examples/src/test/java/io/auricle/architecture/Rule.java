package io.auricle.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A rule on the size and the manners of code, and the violations that are known: entries are removed, never added.
 *
 * <p>A limit is lower for the planted classes, so that few have to be planted.
 */
enum Rule {
    NO_CYCLES((classes, limit) -> HouseRules.cycles(classes), 0, 0, Set.of()),
    AT_MOST_20_PUBLIC_TYPES_A_PACKAGE(HouseRules::crowdedPackages, 20, 1, Set.of()),
    AT_MOST_8_COMPONENTS_A_RECORD(HouseRules::longRecords, 8, 1, Set.of()),
    NO_WITH_THAT_REPEATS_ALL_COMPONENTS(
            HouseRules::repeatingRecords,
            4,
            1,
            Set.of("io.auricle.data.urbansound.UrbanSound8KDownload$Options", "io.auricle.zoo.model.SoundModel")),
    NO_COMMAND_LINE_WORDS((classes, limit) -> HouseRules.commandLineWords(classes), 0, 0, Set.of()),
    NO_DECISION_BY_TEXT(
            (classes, limit) -> HouseRules.decisionsByText(classes),
            0,
            0,
            Set.of("io.auricle.examples.serve.SoundServer.whyNot"));

    private final BiFunction<JavaClasses, Integer, Set<String>> violations;
    private final int limit;
    private final int plantedLimit;
    private final Set<String> known;

    Rule(BiFunction<JavaClasses, Integer, Set<String>> violations, int limit, int plantedLimit, Set<String> known) {
        this.violations = violations;
        this.limit = limit;
        this.plantedLimit = plantedLimit;
        this.known = known;
    }

    Set<String> in(JavaClasses classes) {
        return violations.apply(classes, limit);
    }

    Set<String> inPlanted(JavaClasses classes) {
        return violations.apply(classes, plantedLimit);
    }

    Set<String> known() {
        return known;
    }
}
