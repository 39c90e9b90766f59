package io.auricle.data.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Lists folders: sound files by their ending, and folders, both sorted, hidden ones left out. */
public final class SoundFiles {
    private static final Set<String> ENDINGS = Set.of(
            "wav", "wave", "flac", "aif", "aiff", "aifc", "au", "snd", "ogg", "oga", "mp3", "w64", "caf", "m4a", "aac",
            "opus", "webm", "wma");

    private SoundFiles() {}

    /** {@return sorted content of a folder, hidden entries left out} */
    public static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** {@return the sound files of a folder} */
    public static List<Path> in(Path folder) throws IOException {
        return entries(folder).stream().filter(SoundFiles::isSound).toList();
    }

    /** {@return the folders in a folder} */
    public static List<Path> folders(Path folder) throws IOException {
        return entries(folder).stream().filter(Files::isDirectory).toList();
    }

    /** {@return whether a file's ending is that of sound and the file is not hidden} */
    public static boolean isSound(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0
                && !name.startsWith(".")
                && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))
                && Files.isRegularFile(file);
    }
}
