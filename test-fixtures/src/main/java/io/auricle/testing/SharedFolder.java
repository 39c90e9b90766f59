package io.auricle.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder with recordings and models that are never committed: the system property {@code auricle.shared}, the environment variable
 * {@code AURICLE_SHARED}, or {@code shared} beside the project.
 */
public final class SharedFolder {
    private static final String MARK = "data";

    private SharedFolder() {}

    /**
     * Finds something in it; the test is reported skipped where it is absent.
     *
     * @param path within the folder
     * @return the file or folder, which exists
     */
    public static Path find(String path) {
        Optional<Path> folder = folder();
        assumeTrue(
                folder.isPresent(),
                "neither auricle.shared nor AURICLE_SHARED nor ../shared has recordings and models");
        Path found = folder.get().resolve(path);
        assumeTrue(Files.exists(found), found + " is absent");
        return found;
    }

    private static Optional<Path> folder() {
        String named = System.getProperty("auricle.shared", System.getenv("AURICLE_SHARED"));
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        Path module = Path.of("").toAbsolutePath();
        return Stream.iterate(module, folder -> folder != null, Path::getParent)
                .limit(3) // the module, the project, what the project lies in
                .map(folder -> folder.resolve("shared"))
                .filter(folder -> Files.isDirectory(folder.resolve(MARK)))
                .findFirst();
    }
}
