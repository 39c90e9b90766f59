package io.auricle.onednn.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.onednn.equivalence.EverythingOnce;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes wrong around a process: its class path, its processor, its flags. */
class ProcessFaultsTest {

    @Test
    void without_the_natives_it_runs_as_stock_and_says_why() {
        var result = new ChildJvm()
                .without(file -> file.matches("dnnl-.*-linux-x86_64\\.jar"))
                .run(SmallNetwork.class);

        assertThat(result.output())
                .contains("oneDNN is off: the natives of org.bytedeco:dnnl did not load")
                .contains("on oneDNN: false", "same as stock: true");
        assertThat(result.status()).isZero();
    }

    @Test
    void with_an_older_javacpp_in_front_it_runs_as_stock_and_says_why() {
        Path old = Path.of("target", "old-javacpp", "javacpp-1.5.7.jar").toAbsolutePath();
        assertThat(old).as("copied by the build").exists();

        var result = new ChildJvm().first(old).run(SmallNetwork.class);

        assertThat(result.output())
                .contains("oneDNN is off: javacpp must be at least 1.5.13, got 1.5.7")
                .contains("on oneDNN: false", "same as stock: true");
        assertThat(result.status()).isZero();
    }

    @Test
    void on_a_processor_with_little_more_than_the_basics_it_gives_the_same() {
        var result = new ChildJvm().environment("ONEDNN_MAX_CPU_ISA", "SSE41").run(SmallNetwork.class);

        assertThat(result.output()).contains("SSE4.1").contains("on oneDNN: true", "same as stock: true");
        assertThat(result.status()).isZero();
    }

    @Test
    void a_processor_without_bf16_units_refuses_bf16_and_falls_back_where_told_to() {
        var result = new ChildJvm().environment("ONEDNN_MAX_CPU_ISA", "AVX2").run(AskForBf16.class);

        assertThat(result.output())
                .contains("automatic: FLOAT32", "in float, as this processor has no AMX")
                .contains("refused: precision must be FLOAT32 or AUTO here, got BF16: the processor must have"
                        + " AVX512-BF16 or AMX, oneDNN found AVX2");
        assertThat(result.status()).isZero();
    }

    @Test
    void bf16_is_refused_without_the_natives_too() {
        var result = new ChildJvm().flag("-Dauricle.onednn=false").run(AskForBf16.class);

        assertThat(result.output())
                .contains("automatic: FLOAT32", "refused: precision must be FLOAT32 or AUTO here, got BF16: it was");
        assertThat(result.status()).isZero();
    }

    @Test
    void a_switched_off_library_runs_as_stock_and_says_so() {
        var result = new ChildJvm().flag("-Dauricle.onednn=false").run(SmallNetwork.class);

        assertThat(result.output()).contains("oneDNN is off").contains("on oneDNN: false", "same as stock: true");
        assertThat(result.status()).isZero();
    }

    @Test
    void whole_networks_pass_under_checked_jni() {
        checkJni("the notebook's network|a CRNN|LeNet|bidirectional LSTM, CONCAT|LSTM with masks.*");
    }

    @Test
    @Tag("long")
    void every_compared_network_passes_under_checked_jni() {
        checkJni(".*");
    }

    /** JNA, which asks the OpenMP runtime for its threads, warns while it loads; nothing else may. */
    private static void checkJni(String names) {
        var result = new ChildJvm().flag("-Xcheck:jni").run(EverythingOnce.class, names);

        assertThat(result.output()).contains("all done").doesNotContain("FATAL ERROR");
        for (String part : result.output().split("(?=WARNING)")) {
            if (part.startsWith("WARNING")) {
                assertThat(part).contains("com.sun.jna.Native.loadNativeDispatchLibrary");
            }
        }
        assertThat(result.status()).isZero();
    }
}
