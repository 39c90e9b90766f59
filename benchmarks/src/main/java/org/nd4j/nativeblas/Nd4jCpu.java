package org.nd4j.nativeblas;

/**
 * Revives Deeplearning4j M2.1's own oneDNN helpers, for comparison: they ask this class, by this name, whether oneDNN is in
 * use, and never find it, as it has moved. They also want {@code -Dorg.eclipse.deeplearning4j.helpers.disable=false}.
 */
public final class Nd4jCpu {
    private Nd4jCpu() {}

    /** The question that is asked. */
    public static final class Environment {
        private static final Environment INSTANCE = new Environment();

        private Environment() {}

        public static Environment getInstance() {
            return INSTANCE;
        }

        public boolean isUseMKLDNN() {
            return org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment.getInstance()
                    .isUseONEDNN();
        }
    }
}
