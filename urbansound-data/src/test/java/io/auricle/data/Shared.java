package io.auricle.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the real recordings that are never committed; tests that need them are reported skipped where they are absent. */
final class Shared {
    private Shared() {}

    static Path officialMetadata() {
        String place = System.getProperty("auricle.shared", System.getenv("AURICLE_SHARED"));
        assumeTrue(place != null, "neither auricle.shared nor AURICLE_SHARED names the folder with real recordings");
        Path csv = Path.of(place, "data", "urbansound8k", "UrbanSound8K.csv");
        assumeTrue(Files.isRegularFile(csv), csv + " is absent");
        return csv;
    }
}
