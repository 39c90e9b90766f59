package io.auricle.onednn.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Options;
import io.auricle.onednn.internal.Natives;
import io.auricle.onednn.internal.OpenMp;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Each option changes what it is for. */
class OptionsTest {
    private static final List<Integer> THREADS_SEEN = new ArrayList<>();

    @BeforeAll
    static void load_the_natives() {
        assertThat(OneDnn.availability().available()).isTrue();
    }

    private static ComputationGraph network() {
        var graph = Chain.defaults(DataType.FLOAT)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.convolutional(8, 12, 1))
                .addLayer("c", new ConvolutionLayer.Builder(3, 3).nOut(4).build(), "in")
                .addVertex("spy", new PreprocessorVertex(new Spy()), "c")
                .addLayer("out", Images.output(), "spy")
                .setOutputs("out");
        var network = new ComputationGraph(graph.build());
        network.init();
        return network;
    }

    private static INDArray images(int rows) {
        return Data.normal(9, rows, 1, 8, 12);
    }

    @Test
    void threads_count_when_a_plan_is_compiled_and_when_it_runs_and_not_after_it() {
        int before = OpenMp.threads().orElseThrow();
        for (int threads : new int[] {before + 1, before + 2}) {
            ComputationGraph fast = OneDnn.accelerate(
                    network(), Options.builder().threads(threads).build());
            THREADS_SEEN.clear();

            fast.output(images(2));

            assertThat(THREADS_SEEN).hasSize(2).containsOnly(threads);
            assertThat(OpenMp.threads()).hasValue(before);
        }
    }

    @Test
    void only_as_many_plans_are_kept_as_asked_for() throws InterruptedException {
        assertThat(nativesAfterFiveShapes(1)).isLessThan(nativesAfterFiveShapes(5));
    }

    private static long nativesAfterFiveShapes(int plansKept) throws InterruptedException {
        ComputationGraph fast = OneDnn.accelerate(
                network(), Options.builder().plansKept(plansKept).build());
        fast.output(images(6));
        long one = Natives.atRest();
        for (int rows = 1; rows <= 5; rows++) {
            fast.output(images(rows));
        }
        long natives = Natives.atRest() - one;
        fast.close();
        return natives;
    }

    @Test
    void numbers_below_one_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.builder().threads(0).build())
                .withMessage("threads must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.builder().plansKept(0).build())
                .withMessage("plansKept must be at least 1, got 0");
    }

    /** Looks at the thread count while a network runs, and changes nothing. */
    static final class Spy implements InputPreProcessor {
        private static final long serialVersionUID = 1L;

        @Override
        public INDArray preProcess(INDArray input, int batch, LayerWorkspaceMgr workspaces) {
            THREADS_SEEN.add(OpenMp.threads().orElseThrow());
            return input;
        }

        @Override
        public INDArray backprop(INDArray output, int batch, LayerWorkspaceMgr workspaces) {
            return output;
        }

        @Override
        public InputPreProcessor clone() {
            return new Spy();
        }

        @Override
        public InputType getOutputType(InputType inputType) {
            return inputType;
        }

        @Override
        public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int batch) {
            return new Pair<>(mask, state);
        }
    }
}
