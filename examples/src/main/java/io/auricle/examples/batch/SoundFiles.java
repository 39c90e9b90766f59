package io.auricle.examples.batch;

import io.auricle.audio.AudioFiles;
import io.auricle.audio.AudioStream;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Lists the sound files below folders: known suffixes, without hidden files and macOS's AppleDouble files ({@code ._NAME}). */
public final class SoundFiles {
    private static final Set<String> SUFFIXES = Set.of(
            "wav", "wave", "w64", "rf64", "aif", "aiff", "aifc", "au", "snd", "caf", "flac", "ogg", "oga", "mp3", "m4a",
            "mp4", "aac", "opus", "webm", "wma");

    /** What stands for standard input. */
    public static final Path STANDARD_INPUT = Path.of("-");

    private SoundFiles() {}

    /**
     * Lists files.
     *
     * @param inputs files, which are taken whatever their names, and folders, which are walked in the order of names
     * @return the files, in the order of the inputs, each once
     * @throws IOException if a folder cannot be read, or holds no sound file
     */
    public static List<Path> list(List<Path> inputs) throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                List<Path> found = below(input);
                if (found.isEmpty()) {
                    throw new IOException(input + ": a folder must hold a sound file, got none (known suffixes: "
                            + String.join(", ", SUFFIXES.stream().sorted().toList()) + ")");
                }
                files.addAll(found);
            } else {
                files.add(input);
            }
        }
        return List.copyOf(files);
    }

    /**
     * Opens a sound.
     *
     * @param input a file, or {@code -} for standard input
     * @return its stream
     * @throws IOException if it cannot be opened, or is no sound
     */
    public static AudioStream open(Path input) throws IOException {
        if (input.equals(STANDARD_INPUT)) {
            return AudioFiles.open(System.in, "standard input");
        }
        if (Files.isDirectory(input)) {
            throw new IOException(input + ": must be a file, it is a folder");
        }
        return AudioFiles.open(input);
    }

    private static List<Path> below(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                        return directory.equals(folder) || !hidden(directory)
                                ? FileVisitResult.CONTINUE
                                : FileVisitResult.SKIP_SUBTREE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (!attributes.isDirectory() && !hidden(file) && isSound(file)) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        found.sort(null);
        return found;
    }

    private static boolean hidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static boolean isSound(Path file) {
        String name = file.getFileName().toString();
        return SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
