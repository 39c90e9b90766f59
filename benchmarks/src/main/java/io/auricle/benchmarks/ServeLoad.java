package io.auricle.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Many clients of {@code auricle serve} at once; run by {@code benchmarks/serve-load}, on the JDK alone. */
public final class ServeLoad {

    private static final int RATE_HZ = 22_050;
    private static final int CLIP_SAMPLES = 4 * RATE_HZ;
    private static final Pattern HEAP = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E]+)");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final byte[] clip = clip();

    private ServeLoad(URI address) {
        this.address = address;
    }

    private record Answer(int status, double millis) {}

    /**
     * Runs the clients.
     *
     * @param args the server's address, its process, how many clients, how many seconds
     * @throws Exception if the server cannot be reached, or breaks a connection
     */
    public static void main(String[] args) throws Exception {
        ServeLoad load = new ServeLoad(URI.create(args[0]));
        int clients = Integer.parseInt(args[2]);
        load.run(clients, Duration.ofSeconds(5)); // warm-up
        double before = load.heapMb(args[1]);
        List<Answer> answers = load.run(clients, Duration.ofSeconds(Long.parseLong(args[3])));
        double after = load.heapMb(args[1]);
        print(answers, clients, args[3]);
        System.out.printf("heap after a collection: %.1f MB before, %.1f MB after%n", before, after);
        System.exit(0);
    }

    private List<Answer> run(int clients, Duration time) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        long end = System.nanoTime() + time.toNanos();
        List<Future<List<Answer>>> runs = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            runs.add(threads.submit(() -> client(end)));
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<List<Answer>> run : runs) {
            answers.addAll(run.get()); // a broken connection fails the whole run
        }
        threads.shutdown();
        return answers;
    }

    private List<Answer> client(long end) throws IOException, InterruptedException {
        List<Answer> answers = new ArrayList<>();
        HttpRequest request = HttpRequest.newBuilder(address.resolve("api/classify"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(clip))
                .timeout(Duration.ofMinutes(2))
                .build();
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            answers.add(new Answer(response.statusCode(), (System.nanoTime() - start) / 1e6));
            long wait = response.headers().firstValueAsLong("Retry-After").orElse(0);
            Thread.sleep(1000 * wait);
        }
        return answers;
    }

    private double heapMb(String process) throws IOException, InterruptedException {
        Process collection = new ProcessBuilder("jcmd", process, "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (collection.waitFor() != 0) {
            throw new IOException("jcmd " + process + " GC.run failed");
        }
        HttpRequest request = HttpRequest.newBuilder(address.resolve("metrics")).build();
        Matcher matcher = HEAP.matcher(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        double bytes = 0;
        while (matcher.find()) {
            bytes += Double.parseDouble(matcher.group(1));
        }
        return bytes / 1e6;
    }

    private static void print(List<Answer> answers, int clients, String seconds) {
        Map<Integer, List<Double>> byStatus = new TreeMap<>();
        answers.forEach(answer -> byStatus.computeIfAbsent(answer.status(), s -> new ArrayList<>())
                .add(answer.millis()));
        System.out.printf("%d clients for %s s: %d answers%n", clients, seconds, answers.size());
        byStatus.forEach((status, millis) -> {
            double[] sorted =
                    millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf(
                    "  %d: %d, p50 %.0f ms, p99 %.0f ms, longest %.0f ms%n",
                    status, sorted.length, quantile(sorted, 0.5), quantile(sorted, 0.99), sorted[sorted.length - 1]);
        });
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    /** Four seconds of noise as 16-bit mono WAV. */
    private static byte[] clip() {
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * CLIP_SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * CLIP_SAMPLES);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(RATE_HZ).putInt(2 * RATE_HZ);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * CLIP_SAMPLES);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < CLIP_SAMPLES; i++) {
            wav.putShort((short) random.nextInt(-8000, 8000));
        }
        return Arrays.copyOf(wav.array(), wav.position());
    }
}
