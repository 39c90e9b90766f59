package io.auricle.onednn.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.ArrayList;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NativeWrapperTest {

    @Test
    void loads_beside_nd4j_and_shares_its_openmp_runtime() {
        Nd4j.create(1).addi(1);

        assertThat(NativeLibrary.problem()).isEmpty();
        assertThat(NativeLibrary.version()).startsWith("3.");
        assertThat(OpenMp.runtimes()).hasSize(1);
    }

    @Test
    void sets_the_thread_count_of_the_calling_thread() {
        assertThat(NativeLibrary.problem()).isEmpty();
        int before = OpenMp.threads().orElseThrow();

        OpenMp.setThreads(3);
        int changed = OpenMp.threads().orElseThrow();
        OpenMp.setThreads(before);

        assertThat(changed).isEqualTo(3);
        assertThat(OpenMp.threads()).hasValue(before);
    }

    @Test
    void refuses_the_javacpp_that_nd4j_brings() {
        assertThat(NativeLibrary.javacppProblem("1.5.7").orElseThrow())
                .isEqualTo(
                        "javacpp must be at least 1.5.13, got 1.5.7 (import auricle-bom, so that the newer one wins)");
        assertThat(NativeLibrary.javacppProblem("1.5.13")).isEmpty();
        assertThat(NativeLibrary.javacppProblem("2.0-SNAPSHOT")).isEmpty();
        assertThat(NativeLibrary.javacppProblem(null)).isPresent();
    }

    @Test
    void multiplies_matrices_where_nd4j_keeps_them() {
        INDArray a = Nd4j.rand(5, 7);
        INDArray b = Nd4j.rand(7, 3);
        INDArray c = Nd4j.zeros(5, 3);
        long before = Execution.executed();

        try (var primitive = Products.matmul(
                                MemoryDesc.rowMajor(5, 7),
                                MemoryDesc.rowMajor(7, 3),
                                null,
                                MemoryDesc.rowMajor(5, 3),
                                null)
                        .primitive();
                var run = Execution.of(primitive)
                        .with(DNNL_ARG_SRC, at(a, MemoryDesc.rowMajor(5, 7)))
                        .with(DNNL_ARG_WEIGHTS, at(b, MemoryDesc.rowMajor(7, 3)))
                        .with(DNNL_ARG_DST, at(c, MemoryDesc.rowMajor(5, 3)))
                        .build()) {
            run.run();
        }

        assertThat(c.distance2(a.mmul(b))).isCloseTo(0, within(1e-5));
        assertThat(Execution.executed()).isEqualTo(before + 1);
    }

    @Test
    void describes_views_blocks_and_permutations() {
        MemoryDesc matrix = MemoryDesc.rowMajor(4, 6);

        assertThat(matrix.dims()).containsExactly(4, 6);
        assertThat(matrix.size()).isEqualTo(4 * 6 * 4);
        assertThat(matrix.sameAs(MemoryDesc.tagged(dnnl_ab, 4, 6))).isTrue();
        assertThat(matrix.permuted(1, 0).dims()).containsExactly(6, 4);
        assertThat(matrix.reshaped(2, 2, 6).dims()).containsExactly(2, 2, 6);
        assertThat(matrix.block(new long[] {2, 3}, new long[] {1, 1}).dims()).containsExactly(2, 3);
        assertThat(MemoryDesc.any(4, 6).isAny()).isTrue();
    }

    @Test
    void fuses_several_operations_in_their_order() {
        var dims = MemoryDesc.rowMajor(2, 2);
        try (FloatPointer x = new FloatPointer(1, 2, -3, 4);
                FloatPointer one = new FloatPointer(1, 1, 1, 1);
                FloatPointer ten = new FloatPointer(10, 10, 10, 10);
                var attributes =
                        new Attributes().thenEltwise(dnnl_eltwise_relu, 0, 0).thenBinary(dnnl_binary_mul, dims);
                var primitive = Elementwise.binary(dnnl_binary_add, dims, dims, dims, attributes)
                        .primitive();
                var run = Execution.of(primitive)
                        .with(DNNL_ARG_SRC_0, Memory.at(x.address(), dims))
                        .with(DNNL_ARG_SRC_1, Memory.at(one.address(), dims))
                        .with(DNNL_ARG_DST, Memory.at(x.address(), dims))
                        .with(Attributes.binaryArgument(1), Memory.at(ten.address(), dims))
                        .build()) {
            run.run();
            float[] out = new float[4];
            x.get(out);
            assertThat(out).containsExactly(20, 30, 0, 50);
        }
    }

    @Test
    void refuses_what_was_closed_instead_of_crashing() {
        MemoryDesc desc = MemoryDesc.rowMajor(2, 2);
        desc.close();
        desc.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> MemoryDesc.rowMajor(2, 2).sameAs(desc))
                .withMessage("MemoryDesc was closed");
        assertThatThrownBy(() -> MemoryDesc.rowMajor(-2, 2)).isInstanceOf(OneDnnException.class);
    }

    @Test
    void keeps_the_most_recently_used_values_and_closes_the_rest() {
        var closed = new ArrayList<String>();
        try (var cache = new BoundedCache<String, AutoCloseable>(2)) {
            for (String key : new String[] {"a", "b", "a", "c"}) {
                cache.get(key, k -> () -> closed.add(k));
            }
            assertThat(closed).containsExactly("b");
            assertThat(cache.size()).isEqualTo(2);
        }
        assertThat(closed).containsExactly("b", "a", "c");
    }

    private static Memory at(INDArray array, MemoryDesc desc) {
        return Memory.at(array.data().addressPointer().address(), desc);
    }
}
