package io.auricle.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The doors of {@code docs/architecture.md} as rules, each under the name that its planted violation has. */
final class Doors {

    private static final String[] FEATURES = {
        "io.auricle.audio..",
        "io.auricle.features..",
        "io.auricle.augment..",
        "io.auricle.picture..",
        "io.auricle.npy..",
        "io.auricle.internal.."
    };
    private static final String[] DATA = {"io.auricle.data.."};
    private static final String[] ONEDNN = {"io.auricle.onednn.."};
    private static final String[] ZOO = {"io.auricle.zoo.."};
    private static final String[] TRAINING = {"io.auricle.training.."};
    private static final String[] KERAS = {"io.auricle.keras.."};
    private static final String[] ONNX = {"io.auricle.onnx.."};
    private static final String[] EXAMPLES = {"io.auricle.examples.."};
    private static final String[] LIBRARIES = concat(FEATURES, DATA, ONEDNN, ZOO, TRAINING, KERAS, ONNX);

    private Doors() {}

    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("audio_features_knows_nobody", never(FEATURES, concat(DATA, ONEDNN, ZOO, TRAINING, EXAMPLES)));
        rules.put(
                "audio_features_stands_on_the_jdk_jtransforms_and_slf4j",
                noClasses()
                        .that()
                        .resideInAnyPackage(FEATURES)
                        .should()
                        .dependOnClassesThat(not(resideInAnyPackage(concat(FEATURES, new String[] {
                            "java..",
                            "javax..",
                            "jdk.incubator.vector..",
                            "org.jtransforms..",
                            "org.slf4j",
                            "javazoom.jl.decoder..",
                            "com.github.trilarion.sound.vorbis.jcraft.."
                        })))));
        rules.put("sound_libraries_stay_in_one_package_each", library("javazoom.jl..", "mp3"));
        rules.put("jorbis_stays_in_one_package", library("com.github.trilarion..", "vorbis"));
        rules.put("nobody_decodes_by_service_providers", never(FEATURES, "javax.sound.."));
        rules.put(
                "only_the_picture_package_draws",
                noClasses()
                        .that()
                        .resideInAnyPackage(FEATURES)
                        .and()
                        .resideOutsideOfPackage("io.auricle.picture..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing.."));
        rules.put("data_knows_only_audio_features", never(DATA, concat(ONEDNN, ZOO, TRAINING, EXAMPLES)));
        rules.put("data_knows_no_nd4j", never(DATA, "org.nd4j..", "org.deeplearning4j..", "org.bytedeco.."));
        rules.put("onednn_knows_nobody", never(ONEDNN, concat(FEATURES, DATA, ZOO, TRAINING, EXAMPLES)));
        rules.put("the_zoo_knows_neither_data_nor_training", never(ZOO, concat(DATA, TRAINING, EXAMPLES)));
        rules.put("training_knows_no_examples", never(TRAINING, EXAMPLES));
        rules.put("keras_knows_the_zoo_alone", never(KERAS, concat(DATA, TRAINING, ONNX, EXAMPLES)));
        rules.put("onnx_knows_the_zoo_alone", never(ONNX, concat(DATA, TRAINING, KERAS, EXAMPLES)));
        rules.put("libraries_name_no_backend", never(LIBRARIES, "org.nd4j.linalg.cpu..", "org.nd4j.linalg.jcublas.."));
        rules.put(
                "libraries_name_no_logging_provider",
                never(LIBRARIES, "org.slf4j.simple..", "org.slf4j.nop..", "ch.qos.logback..", "org.apache.logging.."));
        rules.put(
                "libraries_neither_print_nor_exit",
                noClasses()
                        .that()
                        .resideInAnyPackage(LIBRARIES)
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err")
                        .orShould()
                        .callMethod(System.class, "exit", int.class));
        for (List<String[]> room : List.of(
                List.<String[]>of(FEATURES, new String[] {"audio_features"}),
                List.<String[]>of(DATA, new String[] {"data"}),
                List.<String[]>of(ONEDNN, new String[] {"onednn"}),
                List.<String[]>of(ZOO, new String[] {"zoo"}),
                List.<String[]>of(TRAINING, new String[] {"training"}),
                List.<String[]>of(KERAS, new String[] {"keras"}),
                List.<String[]>of(ONNX, new String[] {"onnx"}))) {
            rules.put(
                    "internals_of_" + room.get(1)[0] + "_stay_inside",
                    noClasses()
                            .that()
                            .resideOutsideOfPackages(room.get(0))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(internals(room.get(0))));
        }
        return rules;
    }

    /** A library that only one internal package of the sound readers names. */
    private static ArchRule library(String names, String reader) {
        return noClasses()
                .that()
                .resideInAnyPackage(FEATURES)
                .and()
                .resideOutsideOfPackage("io.auricle.audio.internal." + reader)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(names);
    }

    private static ArchRule never(String[] from, String... to) {
        return noClasses()
                .that()
                .resideInAnyPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to);
    }

    /** Without {@code io.auricle.internal} itself, which all modules share. */
    private static String[] internals(String[] packages) {
        return java.util.Arrays.stream(packages)
                .filter(p -> !p.equals("io.auricle.internal.."))
                .map(p -> p.replace("..", "..internal.."))
                .toArray(String[]::new);
    }

    private static String[] concat(String[]... parts) {
        return java.util.Arrays.stream(parts).flatMap(java.util.Arrays::stream).toArray(String[]::new);
    }
}
