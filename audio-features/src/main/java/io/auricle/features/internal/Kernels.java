package io.auricle.features.internal;

import java.lang.reflect.InvocationTargetException;

/**
 * Which way of computing this JVM has: the Vector API if it was started with {@code --add-modules jdk.incubator.vector}, else
 * plain Java. The classes that need the module are named only by a string, so that without it nothing fails to load.
 */
public final class Kernels {
    private static final String MODULE = "jdk.incubator.vector";
    private static final String PROVIDER = "io.auricle.features.internal.vector.VectorProvider";

    private static final String OBSTACLE;
    private static final KernelProvider FASTEST;

    static {
        KernelProvider vector = null;
        String obstacle = obstacle();
        if (obstacle.isEmpty()) {
            try {
                ModuleLayer.boot().findModule(MODULE).ifPresent(Kernels.class.getModule()::addReads);
                Class<?> type = Class.forName(PROVIDER);
                vector = (KernelProvider) type.getMethod("create").invoke(null);
            } catch (InvocationTargetException e) {
                obstacle = e.getCause().getMessage();
            } catch (ReflectiveOperationException | LinkageError e) {
                obstacle = "its Vector API is not the one this library was compiled for: " + e;
            }
        }
        OBSTACLE = obstacle;
        FASTEST = vector == null ? ScalarProvider.INSTANCE : vector;
    }

    private Kernels() {}

    private static String obstacle() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return "the JVM was started without --add-modules " + MODULE;
        }
        return System.getProperty("java.vm.info", "").contains("interpreted")
                ? "the JVM was told not to compile (-Xint)"
                : "";
    }

    /**
     * The fastest way that this JVM has.
     *
     * @return the Vector API's, or plain Java's
     */
    public static KernelProvider fastest() {
        return FASTEST;
    }

    /**
     * The way in double precision that every JVM has.
     *
     * @return plain Java's
     */
    public static KernelProvider exact() {
        return ScalarProvider.INSTANCE;
    }

    /**
     * Why the Vector API is not used.
     *
     * @return the reason; empty if it is used
     */
    public static String whyNotVector() {
        return OBSTACLE;
    }
}
