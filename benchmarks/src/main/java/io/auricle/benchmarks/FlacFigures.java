package io.auricle.benchmarks;

import io.auricle.audio.AudioFiles;
import io.auricle.audio.AudioStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Seconds to decode ten minutes of stereo from FLAC, WAV and AIFF, beside {@code flac -d -c}. Printed as Markdown. */
public final class FlacFigures {
    private static final int RATE = 44_100;
    private static final int SAMPLES = 600 * RATE;
    private static final int RUNS = 5;
    private static final int BLOCK = 4096;
    private static final int DATA_BYTES = 4 * SAMPLES;

    private FlacFigures() {}

    /**
     * Runs it.
     *
     * @param args none
     * @throws IOException          if a file cannot be written or read
     * @throws InterruptedException if the rival is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("flac-figures");
        Path aiff = folder.resolve("sound.aiff");
        Path wav = folder.resolve("sound.wav");
        writeAiff(aiff);
        run("flac", "-s", "-d", "--version");
        run("flac", "-s", "-5", aiff.toString(), "-o", folder.resolve("5.flac").toString());
        run("flac", "-s", "-8", aiff.toString(), "-o", folder.resolve("8.flac").toString());
        run("flac", "-s", "-d", folder.resolve("5.flac").toString(), "-o", wav.toString());
        System.out.println("| file | ours, s (best of " + RUNS + ") | first run, s | `flac -d -c`, s (best) |");
        System.out.println("|---|---|---|---|");
        for (Path file : new Path[] {folder.resolve("5.flac"), folder.resolve("8.flac"), wav, aiff}) {
            row(file);
        }
        for (String each : new String[] {"sound.aiff", "sound.wav", "5.flac", "8.flac"}) {
            Files.delete(folder.resolve(each));
        }
        Files.delete(folder);
    }

    private static void row(Path file) throws IOException, InterruptedException {
        double first = 0;
        double ours = Double.MAX_VALUE;
        double rival = Double.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            decode(file);
            double seconds = (System.nanoTime() - start) / 1e9;
            first = i == 0 ? seconds : first;
            ours = Math.min(ours, seconds);
            if (file.toString().endsWith(".flac")) {
                start = System.nanoTime();
                run("flac", "-s", "-d", "-c", file.toString());
                rival = Math.min(rival, (System.nanoTime() - start) / 1e9);
            }
        }
        String beside = rival == Double.MAX_VALUE ? "" : String.format("%.2f", rival);
        System.out.printf("| %s | %.2f | %.2f | %s |%n", file.getFileName(), ours, first, beside);
    }

    private static void decode(Path file) throws IOException {
        try (AudioStream stream = AudioFiles.open(file)) {
            var block = new float[stream.channels()][BLOCK];
            long count = 0;
            for (int n; (n = stream.read(block, 0, BLOCK)) != -1; ) {
                count += n;
            }
            if (count != SAMPLES) {
                throw new IOException(file + ": must hold " + SAMPLES + " samples, got " + count);
            }
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + ": must end with 0, got " + code);
        }
    }

    /** Tones that come and go over noise: it compresses to some half. */
    private static void writeAiff(Path file) throws IOException {
        var random = new Random(1);
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                var out = new DataOutputStream(stream)) {
            out.writeBytes("FORM");
            out.writeInt(46 + DATA_BYTES);
            out.writeBytes("AIFFCOMM");
            out.writeInt(18);
            out.writeShort(2);
            out.writeInt(SAMPLES);
            out.writeShort(16);
            out.writeShort(16_383 + 15);
            out.writeLong((long) RATE << 48);
            out.writeBytes("SSND");
            out.writeInt(8 + DATA_BYTES);
            out.writeLong(0);
            for (int i = 0; i < SAMPLES; i++) {
                double envelope = 0.5 + 0.5 * Math.sin(i * 1e-4);
                double tone = 8000 * envelope * Math.sin(i * 0.0627) + 3000 * Math.sin(i * 0.21);
                out.writeShort((int) (tone + 200 * random.nextGaussian()));
                out.writeShort((int) (0.7 * tone + 300 * random.nextGaussian()));
            }
        }
    }
}
