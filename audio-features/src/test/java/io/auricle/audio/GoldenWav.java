package io.auricle.audio;

import io.auricle.npy.NpyArray;
import io.auricle.npy.NpyFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reference WAV files: one per encoding with what libsndfile decodes, and damaged ones. */
record GoldenWav(String file, String decoded, int sampleRateHz) {
    private static final Pattern ENTRY = Pattern.compile("\\{[^}]*\\}");

    static List<GoldenWav> good() {
        return all().stream().filter(w -> w.decoded != null).toList();
    }

    static List<GoldenWav> bad() {
        return all().stream().filter(w -> w.decoded == null).toList();
    }

    byte[] bytes() {
        return resource(file);
    }

    /** samples x channels. */
    NpyArray expected() throws IOException {
        try (InputStream in = open(decoded)) {
            return NpyFiles.read(in, decoded);
        }
    }

    @Override
    public String toString() {
        return file;
    }

    private static List<GoldenWav> all() {
        var all = new ArrayList<GoldenWav>();
        Matcher entries = ENTRY.matcher(new String(resource("manifest.json"), StandardCharsets.UTF_8));
        while (entries.find()) {
            String entry = entries.group();
            String rate = field(entry, "sample_rate");
            all.add(new GoldenWav(
                    field(entry, "file"), field(entry, "decoded"), rate == null ? 0 : Integer.parseInt(rate)));
        }
        return all;
    }

    private static String field(String entry, String name) {
        Matcher matcher =
                Pattern.compile('"' + name + "\":\\s*\"?([^\",}\\n]*)").matcher(entry);
        return matcher.find() ? matcher.group(1).strip() : null;
    }

    private static byte[] resource(String name) {
        try (InputStream in = open(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = GoldenWav.class.getResourceAsStream("/golden/wav/" + name);
        if (in == null) {
            throw new IllegalStateException("golden/wav/" + name + " is missing from the test resources");
        }
        return in;
    }
}
