package io.auricle.onednn.internal;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread count of the OpenMP runtime that oneDNN and ND4J share, set for the calling thread's parallel regions.
 *
 * <p>Neither javacpp nor oneDNN has a call for it; the runtime is already loaded, so its own function is looked up there.
 */
public final class OpenMp {
    private static final Logger LOG = LoggerFactory.getLogger(OpenMp.class);
    private static final Path MAPS = Path.of("/proc/self/maps");

    private static final class Holder {
        static final Functions FUNCTIONS = find();
    }

    private record Functions(Function get, Function set) {}

    private OpenMp() {}

    /** Threads that a parallel region of the calling thread gets, if it can be told. */
    public static OptionalInt threads() {
        var functions = Holder.FUNCTIONS;
        return functions == null ? OptionalInt.empty() : OptionalInt.of(functions.get.invokeInt(new Object[0]));
    }

    /** Sets that number; false if the runtime was not found. */
    public static boolean setThreads(int threads) {
        var functions = Holder.FUNCTIONS;
        if (functions != null) {
            functions.set.invokeVoid(new Object[] {threads});
        }
        return functions != null;
    }

    /** Does something with that number, then sets it back; with an empty one the number stays as it is. */
    public static <T> T with(OptionalInt threads, Supplier<T> work) {
        OptionalInt before = threads.isEmpty() ? threads : threads();
        if (before.equals(threads) || before.isEmpty()) {
            return work.get();
        }
        setThreads(threads.getAsInt());
        try {
            return work.get();
        } finally {
            setThreads(before.getAsInt());
        }
    }

    /** Files of the OpenMP runtimes mapped into this process; more than one means that they fight for the cores. */
    public static List<String> runtimes() {
        try (Stream<String> lines = Files.lines(MAPS)) {
            return lines.map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .filter(file -> file.matches(".*/lib(gomp|iomp5|omp)[^/]*\\.so[^/]*"))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.debug("no list of loaded libraries", e);
            return List.of();
        }
    }

    private static Functions find() {
        try {
            for (String file : runtimes()) {
                var library = NativeLibrary.getInstance(file);
                return new Functions(
                        library.getFunction("omp_get_max_threads"), library.getFunction("omp_set_num_threads"));
            }
        } catch (LinkageError | RuntimeException e) {
            LOG.debug("the OpenMP runtime has no function for its thread count", e);
        }
        return null;
    }
}
