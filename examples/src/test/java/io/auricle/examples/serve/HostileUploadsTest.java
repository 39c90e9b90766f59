package io.auricle.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.zoo.classify.SoundClassifier;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sounds with flipped bytes, cut and doubled ones, noise, and forms that are none: each gets an answer, and the server stays as it was. */
class HostileUploadsTest {

    private static final Set<Integer> ANSWERS = Set.of(200, 400, 413, 415, 429, 503);
    private static final long SEED = 20261122;

    @Test
    void three_hundred_damaged_uploads_are_each_answered() throws Exception {
        Map<Integer, Integer> counts = upload(300);

        assertThat(counts.keySet()).isSubsetOf(ANSWERS).contains(200, 400, 415);
    }

    @Test
    @Tag("long")
    void ten_thousand_damaged_uploads_are_each_answered_and_leave_memory_as_it_was() throws Exception {
        upload(1000);
        long before = usedBytes();

        Map<Integer, Integer> counts = upload(10_000);

        long after = usedBytes();
        System.out.printf(
                "10 000 damaged uploads: %s; heap %d MB before, %d MB after%n", counts, before >> 20, after >> 20);
        assertThat(counts.keySet()).isSubsetOf(ANSWERS).contains(200, 400, 415);
        assertThat(after - before).isLessThan(24 << 20);
    }

    private static Map<Integer, Integer> upload(int count) throws Exception {
        List<byte[]> sounds = List.of(
                SmallModel.wav(1),
                SmallModel.resource("tone_stereo.flac"),
                SmallModel.resource("tone_mono.ogg"),
                SmallModel.resource("tone_stereo.mp3"));
        SplittableRandom random = new SplittableRandom(SEED);
        Map<Integer, Integer> counts = new TreeMap<>();
        ServeOptions options = ServeOptions.defaults().withPort(0).withLargest(1, 30);
        try (SoundClassifier classifier = SmallModel.classifier();
                SoundServer server = SoundServer.start(classifier, options)) {
            Client client = new Client(server.address());
            for (int i = 0; i < count; i++) {
                byte[] body = damaged(sounds.get(i % sounds.size()), random);
                boolean form = random.nextInt(8) == 0;
                HttpResponse<String> response = form
                        ? client.classify("", body(body, random), "Content-Type", "multipart/form-data; boundary=b")
                        : client.classify("?columns=50", body);
                assertThat(response.body()).as("upload %d", i).startsWith("{");
                counts.merge(response.statusCode(), 1, Integer::sum);
            }
            assertThat(client.classify("", SmallModel.wav(1)).statusCode()).isEqualTo(200);
        }
        return counts;
    }

    private static byte[] body(byte[] file, SplittableRandom random) throws Exception {
        byte[] form = Client.form("b", "name=\"file\"; filename=\"a\"", file);
        return random.nextBoolean() ? form : damaged(form, random);
    }

    private static byte[] damaged(byte[] sound, SplittableRandom random) {
        byte[] bytes = sound.clone();
        if (random.nextInt(40) == 0) {
            return Arrays.copyOf(bytes, 1_000_000 + random.nextInt(3)); // around the limit, with nothing at its end
        }
        switch (random.nextInt(6)) {
            case 0 -> flip(bytes, 64, 1 + random.nextInt(4), random); // the header
            case 1 -> flip(bytes, bytes.length, 1 + random.nextInt(50), random);
            case 2 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length)); // cut
            case 3 -> bytes = Arrays.copyOfRange(bytes, random.nextInt(16), bytes.length); // without its first bytes
            case 4 -> random.nextBytes(bytes);
            default -> { // a size or rate of the header at an extreme
                int at = random.nextInt(64);
                Arrays.fill(bytes, at, at + 4, (byte) (random.nextBoolean() ? 0xFF : 0));
            }
        }
        return bytes;
    }

    private static void flip(byte[] bytes, int within, int times, SplittableRandom random) {
        for (int i = 0; i < times; i++) {
            bytes[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
