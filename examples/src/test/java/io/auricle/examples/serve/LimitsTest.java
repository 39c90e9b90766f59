package io.auricle.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auricle.zoo.classify.SoundClassifier;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens when more comes than there is room or time for. */
class LimitsTest {

    private static SoundClassifier classifier;

    @BeforeAll
    static void load() {
        classifier = SmallModel.classifier();
    }

    @AfterAll
    static void close() {
        classifier.close();
    }

    @Test
    void who_finds_no_place_is_told_when_to_come_again_and_who_had_one_is_answered() throws Exception {
        byte[] wav = SmallModel.wav(1);
        ServeOptions options = ServeOptions.defaults().withPort(0).withWork(1, 0, 30);
        try (SoundServer server = SoundServer.start(classifier, options)) {
            Client client = new Client(server.address());
            try (Socket slow = client.connect()) {
                OutputStream out = slow.getOutputStream();
                out.write(head(wav.length).getBytes(StandardCharsets.ISO_8859_1));
                out.write(wav, 0, 1000);
                awaitMetric(client, "auricle_uploads_present 1.0");

                HttpResponse<String> refused = client.classify("", wav);

                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).contains("1");
                assertThat(Client.json(refused).get("error").asText())
                        .isEqualTo("uploads at the same time must be at most 1, and there are; try again later");
                out.write(wav, 1000, wav.length - 1000);
                assertThat(firstLine(slow.getInputStream())).isEqualTo("HTTP/1.1 200 OK");
            }
            awaitMetric(client, "auricle_uploads_present 0.0");
            assertThat(client.classify("", wav).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void an_upload_that_stops_in_the_middle_is_given_up_and_its_place_is_free_again() throws Exception {
        ServeOptions options = ServeOptions.defaults().withPort(0).withWork(1, 0, 1);
        try (SoundServer server = SoundServer.start(classifier, options)) {
            Client client = new Client(server.address());
            try (Socket slow = client.connect()) {
                slow.getOutputStream().write((head(1000) + "RIFF").getBytes(StandardCharsets.ISO_8859_1));

                assertThat(firstLine(slow.getInputStream())).startsWith("HTTP/1.1 408");
            }
            awaitMetric(client, "auricle_uploads_present 0.0");
        }
    }

    @Test
    void an_upload_that_trickles_in_is_given_up_too() throws Exception {
        ServeOptions options = ServeOptions.defaults().withPort(0).withWork(1, 0, 1);
        AtomicBoolean answered = new AtomicBoolean();
        try (SoundServer server = SoundServer.start(classifier, options);
                Socket slow = new Client(server.address()).connect()) {
            OutputStream out = slow.getOutputStream();
            out.write(head(1_000_000).getBytes(StandardCharsets.ISO_8859_1));
            Thread trickle = new Thread(() -> {
                try {
                    while (!answered.get()) {
                        out.write(0); // far from idle, and far from done
                        java.util.concurrent.locks.LockSupport.parkNanos(100_000);
                    }
                } catch (java.io.IOException e) {
                    answered.set(true); // the server closed: that is what it is for
                }
            });
            trickle.start();

            awaitMetric(new Client(server.address()), "path=\"/api/classify\",status=\"408\"} 1");

            answered.set(true);
            trickle.join();
        }
    }

    @Test
    void a_client_that_goes_away_leaves_its_place() throws Exception {
        ServeOptions options = ServeOptions.defaults().withPort(0).withWork(1, 0, 30);
        try (SoundServer server = SoundServer.start(classifier, options)) {
            Client client = new Client(server.address());
            Socket leaving = client.connect();
            leaving.getOutputStream().write((head(1000) + "RIFF").getBytes(StandardCharsets.ISO_8859_1));
            awaitMetric(client, "auricle_uploads_present 1.0");

            leaving.close();

            awaitMetric(client, "auricle_uploads_present 0.0");
            assertThat(client.classify("", SmallModel.wav(1)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_hop_that_gives_too_many_windows_is_refused() throws Exception {
        Analyst analyst = new Analyst(classifier, 300, 10);
        InputStream wav = new ByteArrayInputStream(SmallModel.wav(2));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> analyst.answer(wav, new Question(0.1, 1, 0), Deadline.in(Duration.ofMinutes(1))))
                .withMessage("hop must give at most 10 windows, got more")
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    /** A WAV file whose first chunk, of 4 GiB, holds no sound. */
    private static InputStream endless() {
        byte[] head =
                "RIFF\u00ff\u00ff\u00ff\u00ffWAVEJUNK\u00f0\u00ff\u00ff\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        return new SequenceInputStream(new ByteArrayInputStream(head), new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] into, int offset, int count) {
                java.util.Arrays.fill(into, offset, offset + count, (byte) 0);
                return count;
            }
        });
    }

    @Test
    void a_decoder_that_searches_for_long_is_stopped_by_the_deadline() throws Exception {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new Analyst(classifier, 300, 10)
                        .answer(endless(), new Question(0.5, 1, 0), Deadline.in(Duration.ofMillis(100))))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(503));
    }

    @Test
    void work_that_takes_too_long_is_given_up_and_interrupted() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Workshop workshop = new Workshop(1, 0);
                Workshop.Place place = workshop.enter()) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> place.work(
                            () -> {
                                try {
                                    return new CountDownLatch(1).await(1, java.util.concurrent.TimeUnit.HOURS);
                                } finally {
                                    interrupted.countDown();
                                }
                            },
                            Deadline.in(Duration.ofMillis(100))))
                    .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(503));
            assertThat(interrupted.await(1, java.util.concurrent.TimeUnit.MINUTES))
                    .isTrue();
            assertThat(workshop.waiting()).isZero();
        }
    }

    @Test
    void work_that_lacks_memory_is_put_off_and_work_that_fails_fails_as_it_did() {
        try (Workshop workshop = new Workshop(1, 1);
                Workshop.Place place = workshop.enter()) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> place.work(
                            () -> {
                                throw new OutOfMemoryError("as an example");
                            },
                            Deadline.in(Duration.ofMinutes(1))))
                    .withMessageContaining("not enough memory");
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> place.work(
                            () -> {
                                throw new ArithmeticException("as an example");
                            },
                            Deadline.in(Duration.ofMinutes(1))));
        }
    }

    @Test
    void a_closing_server_turns_everyone_away() {
        Workshop workshop = new Workshop(1, 1);
        workshop.close();

        assertThatExceptionOfType(Refusal.class).isThrownBy(workshop::enter).withMessage("the server is closing");
    }

    @ParameterizedTest
    @CsvSource({
        "65536,   25, 300,  2,   16,  30, 'port must be in [0, 65535], got 65536'",
        "0,        0, 300,  2,   16,  30, 'maxUploadMb must be in [1, 1000], got 0'",
        "0,       25, NaN,  2,   16,  30, 'maxSeconds must be above 0 and at most 3600, got NaN'",
        "0,       25, 300,  0,   16,  30, 'workers must be in [1, 256], got 0'",
        "0,       25, 300,  2,   -1,  30, 'queue must be in [0, 10000], got -1'",
        "0,       25, 300,  2,   16,   0, 'timeoutSeconds must be in [1, 600], got 0'",
    })
    void options_out_of_range_are_named(
            int port, int megabytes, double seconds, int workers, int queue, int timeout, String expected) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServeOptions.defaults()
                        .withPort(port)
                        .withLargest(megabytes, seconds)
                        .withWork(workers, queue, timeout))
                .withMessage(expected);
    }

    private static String head(int length) {
        return "POST /api/classify HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static String firstLine(InputStream in) throws java.io.IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private static void awaitMetric(Client client, String line) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!client.get("/metrics").body().contains(line)) {
            assertThat(System.nanoTime()).as("waiting for %s", line).isLessThan(end);
        }
    }
}
