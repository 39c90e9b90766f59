package io.auricle.onednn.internal;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads oneDNN once, and remembers why it could not. */
public final class NativeLibrary {
    /** Set to {@code true} to use oneDNN on platforms where it has not been verified. */
    public static final String ANY_PLATFORM_PROPERTY = "auricle.onednn.anyPlatform";

    /** Set to {@code false} to leave everything to Deeplearning4j. */
    public static final String USE_PROPERTY = "auricle.onednn";

    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
    private static final String VERIFIED_PLATFORM = "linux-x86_64";
    private static final int[] OLDEST_JAVACPP = {1, 5, 13};

    private static final class Holder {
        static final Optional<String> PROBLEM = load();
    }

    private NativeLibrary() {}

    /** Why oneDNN cannot be used here, or empty if it can. */
    public static Optional<String> problem() {
        return Holder.PROBLEM;
    }

    /** Version of the loaded oneDNN, such as {@code 3.11.0}. */
    public static String version() {
        var version = dnnl_version();
        return version.major() + "." + version.minor() + "." + version.patch();
    }

    /** The instruction set that oneDNN uses on this processor. */
    public static String instructionSet() {
        int isa = dnnl_get_effective_cpu_isa();
        if (isa == dnnl_cpu_isa_sse41) {
            return "SSE4.1";
        }
        if (isa == dnnl_cpu_isa_avx || isa == dnnl_cpu_isa_avx2) {
            return isa == dnnl_cpu_isa_avx ? "AVX" : "AVX2";
        }
        if (isa >= dnnl_cpu_isa_avx512_core_amx) {
            return "AVX-512 with AMX";
        }
        if (isa >= dnnl_cpu_isa_avx512_core_bf16) {
            return "AVX-512 with bf16";
        }
        return isa >= dnnl_cpu_isa_avx512_core ? "AVX-512" : "code " + Integer.toHexString(isa);
    }

    /** Why products of bfloat16 have no units here, or empty if they have. */
    public static Optional<String> bf16Problem() {
        return has(dnnl_cpu_isa_avx512_core_bf16)
                ? Optional.empty()
                : Optional.of("the processor must have AVX512-BF16 or AMX, oneDNN found " + instructionSet());
    }

    /** Whether the processor multiplies tiles of bfloat16. */
    public static boolean hasAmx() {
        return has(dnnl_cpu_isa_avx512_core_amx);
    }

    /** Sets of instructions are sets of bits. */
    private static boolean has(int instructions) {
        return (dnnl_get_effective_cpu_isa() & instructions) == instructions;
    }

    private static Optional<String> load() {
        try {
            Optional<String> problem = switchedOff();
            if (problem.isEmpty()) {
                problem = platformProblem();
            }
            if (problem.isEmpty()) {
                problem = javacppProblem(Loader.getVersion());
            }
            if (problem.isEmpty()) {
                Loader.load(org.bytedeco.dnnl.global.dnnl.class);
                problem = processorProblem();
            }
            if (problem.isEmpty()) {
                Engine.get();
            }
            return problem;
        } catch (Exception | LinkageError e) {
            LOG.debug("oneDNN's natives did not load", e);
            return Optional.of("the natives of org.bytedeco:dnnl did not load: " + firstLine(e));
        }
    }

    private static Optional<String> switchedOff() {
        return "false".equals(System.getProperty(USE_PROPERTY))
                ? Optional.of("it was switched off by -D" + USE_PROPERTY + "=false")
                : Optional.empty();
    }

    private static Optional<String> platformProblem() {
        String platform = Loader.getPlatform();
        if (platform.equals(VERIFIED_PLATFORM) || Boolean.getBoolean(ANY_PLATFORM_PROPERTY)) {
            return Optional.empty();
        }
        return Optional.of("it is verified on " + VERIFIED_PLATFORM + " only, this is " + platform + " (-D"
                + ANY_PLATFORM_PROPERTY + "=true uses it all the same)");
    }

    static Optional<String> javacppProblem(String version) {
        String[] parts = version == null ? new String[0] : version.split("[.-]");
        for (int i = 0; i < OLDEST_JAVACPP.length; i++) {
            int part = i < parts.length && parts[i].matches("\\d{1,9}") ? Integer.parseInt(parts[i]) : 0;
            if (part != OLDEST_JAVACPP[i]) {
                return part > OLDEST_JAVACPP[i]
                        ? Optional.empty()
                        : Optional.of("javacpp must be at least 1.5.13, got " + version
                                + " (import auricle-bom, so that the newer one wins)");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> processorProblem() {
        int isa = dnnl_get_effective_cpu_isa();
        return isa >= dnnl_cpu_isa_sse41
                ? Optional.empty()
                : Optional.of("the processor must have at least SSE4.1, oneDNN found "
                        + Integer.toHexString(isa).toUpperCase(Locale.ROOT));
    }

    private static String firstLine(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        return root.getClass().getSimpleName() + ": " + message;
    }
}
