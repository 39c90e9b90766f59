package com.example.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auricle.features.FrontEnd;
import io.auricle.zoo.Architecture;
import io.auricle.zoo.Architectures;
import io.auricle.zoo.InputSize;
import io.auricle.zoo.NetworkSpec;
import io.auricle.zoo.SoundNetwork;
import io.auricle.zoo.model.OutputKind;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;

/** What a user's own project can do, from a package of its own. */
class OwnArchitectureTest {

    /** One dense layer; found by its word where it is registered. */
    public static class Dense implements Architecture {
        @Override
        public String word() {
            return "dense";
        }

        @Override
        public FrontEnd usualFrontEnd() {
            return FrontEnd.compact();
        }

        @Override
        public ComputationGraph create(NetworkSpec spec) {
            ComputationGraph graph = new ComputationGraph(spec.graph()
                    .addLayer(
                            "dense",
                            new DenseLayer.Builder()
                                    .nOut(4)
                                    .activation(Activation.RELU)
                                    .build(),
                            NetworkSpec.INPUT)
                    .addLayer(NetworkSpec.OUTPUT, output(spec), "dense")
                    .setOutputs(NetworkSpec.OUTPUT)
                    .build());
            graph.init();
            return graph;
        }

        OutputLayer output(NetworkSpec spec) {
            return spec.outputLayer();
        }
    }

    /** Takes a word that is taken. */
    public static final class Usurper extends Dense {
        @Override
        public String word() {
            return "crnn";
        }
    }

    /** A network with the face of DL4J's zoo. */
    @SuppressWarnings("unchecked") // init() returns a graph where DL4J's interface promises any model
    static final class Flat extends SoundNetwork {
        Flat(Builder builder) {
            super("flat", builder);
            checkSize();
        }

        @Override
        protected ComputationGraphConfiguration configure(NetworkSpec spec) {
            return spec.graph()
                    .addLayer(NetworkSpec.OUTPUT, spec.outputLayer(), NetworkSpec.INPUT)
                    .setOutputs(NetworkSpec.OUTPUT)
                    .build();
        }

        @Override
        protected InputSize smallestInput() {
            return new InputSize(2, 1);
        }

        static final class Builder extends SoundNetwork.Builder<Builder> {
            Builder() {
                super(new Sgd(0.5));
            }

            @Override
            protected Builder self() {
                return this;
            }

            @Override
            public Flat build() {
                return new Flat(this);
            }
        }
    }

    @TempDir
    private Path folder;

    @Test
    void makes_a_checked_graph() {
        ComputationGraph graph = Architectures.create(new Dense(), NetworkSpec.of(FrontEnd.compact(), 5, 3));

        assertThat(graph.getNumOutputArrays()).isOne();
        assertThat(graph.getParam("label_W").columns()).isEqualTo(5);
        assertThat(graph.getConfiguration().getDefaultConfiguration().getSeed()).isEqualTo(3);
    }

    @Test
    void ends_with_the_activation_and_loss_of_the_output() {
        String sigmoid = json(NetworkSpec.of(FrontEnd.compact(), 2, 1).toBuilder()
                .classes(1)
                .output(OutputKind.SIGMOID)
                .build());
        String values = json(NetworkSpec.of(FrontEnd.compact(), 2, 1).toBuilder()
                .output(OutputKind.VALUES)
                .build());

        assertThat(sigmoid).contains("ActivationSigmoid", "LossBinaryXENT");
        assertThat(values).contains("ActivationIdentity", "LossMSE");
        assertThat(json(NetworkSpec.of(FrontEnd.compact(), 2, 1))).contains("ActivationSoftmax", "LossMCXENT");
    }

    private static String json(NetworkSpec spec) {
        return new Dense().create(spec).getConfiguration().toJson();
    }

    @Test
    void refuses_a_graph_with_the_wrong_number_of_outputs() {
        Architecture wrong = new Dense() {
            @Override
            OutputLayer output(NetworkSpec spec) {
                return spec.toBuilder().classes(7).build().outputLayer();
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Architectures.create(wrong, NetworkSpec.of(FrontEnd.compact(), 5, 1)))
                .withMessage(
                        "dense (" + wrong.getClass().getName() + ") must answer 5 classes, got a graph with 7 outputs");
    }

    @Test
    void refuses_a_graph_for_another_input_with_both_sizes() {
        Architecture wrong = new Dense() {
            @Override
            public ComputationGraph create(NetworkSpec spec) {
                return super.create(spec.toBuilder().inputShape(8, 9).build());
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Architectures.create(wrong, NetworkSpec.of(FrontEnd.compact(), 5, 1)))
                .withMessageContaining("must make a graph for 1 x 64 x 173")
                .withMessageContaining("1 x 8 x 9");
    }

    @Test
    void opens_the_face_of_dl4js_zoo() {
        Flat flat = new Flat.Builder().inputShape(4, 3).classes(2).build();

        assertThat(flat.modelName()).isEqualTo("flat");
        assertThat(flat.init().numParams()).isEqualTo(4 * 3 * 2 + 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Flat.Builder().inputShape(1, 3).classes(2).build())
                .withMessage("the front end must fit the network: flat needs at least 2 bands x 1 frames, got 1 x 3");
    }

    @Test
    void finds_a_registered_network_by_its_word() throws Exception {
        registered(Dense.class, () -> {
            assertThat(Architectures.of("dense")).isInstanceOf(Dense.class);
            assertThat(Architectures.all())
                    .extracting(Architecture::word)
                    .containsExactly("cnn-lstm", "cnn", "crnn", "sb-cnn", "yamnet-dense", "yamnet-lstm", "dense");
        });
    }

    @Test
    void refuses_a_word_that_is_taken_naming_both_classes() throws Exception {
        registered(Usurper.class, () -> assertThatIllegalArgumentException()
                .isThrownBy(() -> Architectures.of("crnn"))
                .withMessage("the word of an architecture must be unique, got crnn for io.auricle.zoo.Crnn and "
                        + Usurper.class.getName()));
    }

    @Test
    void refuses_a_word_that_is_none() {
        Architecture wrong = new Dense() {
            @Override
            public String word() {
                return "Dense Net";
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Architectures.create(wrong, NetworkSpec.of(FrontEnd.compact(), 5, 1)))
                .withMessageEndingWith("must be lower-case letters, digits and hyphens, got Dense Net");
    }

    private void registered(Class<?> type, Runnable test) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(Architecture.class.getName()), type.getName());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = loader(before)) {
            thread.setContextClassLoader(loader);
            test.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private URLClassLoader loader(ClassLoader parent) throws MalformedURLException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, parent);
    }
}
