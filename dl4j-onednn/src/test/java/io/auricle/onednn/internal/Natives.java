package io.auricle.onednn.internal;

/** Counts native objects for tests, whose process holds those that other tests left to the collector. */
public final class Natives {
    private static final int QUIET_ROUNDS = 2;

    private Natives() {}

    /** Native objects after the collector and its Cleaner have come to rest. */
    public static long atRest() throws InterruptedException {
        long now = NativeHandle.live();
        for (int quiet = 0; quiet < QUIET_ROUNDS; ) {
            long before = now;
            System.gc();
            synchronized (Natives.class) {
                Natives.class.wait(200);
            }
            now = NativeHandle.live();
            quiet = now < before ? 0 : quiet + 1;
        }
        return now;
    }
}
