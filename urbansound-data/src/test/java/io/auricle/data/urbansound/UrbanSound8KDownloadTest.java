package io.auricle.data.urbansound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrbanSound8KDownloadTest {
    private static final int CLIP_BYTES = 150_000;

    @TempDir
    Path folder;

    private final byte[] archive = archive(
            entry("UrbanSound8K/", TarConstants.LF_DIR, new byte[0]),
            entry("UrbanSound8K/audio/fold1/1-0-0-0.wav", TarConstants.LF_NORMAL, noise(CLIP_BYTES)),
            entry("UrbanSound8K/metadata/UrbanSound8K.csv", TarConstants.LF_NORMAL, new byte[] {'x'}));

    private final List<UrbanSound8KDownload.Progress> told = new ArrayList<>();

    @Test
    void fetches_checks_and_unpacks_and_removes_the_archive() throws Exception {
        try (TrickServer server = new TrickServer(TrickServer.serve(archive))) {
            Path city = into(server);

            assertThat(city).isEqualTo(folder.resolve("UrbanSound8K"));
            assertWhole();
            assertThat(folder)
                    .isDirectoryNotContaining(
                            file -> file.getFileName().toString().contains("."));
        }
        assertThat(told).extracting(UrbanSound8KDownload.Progress::phase).contains(UrbanSound8KDownload.Phase.values());
        assertThat(told).allSatisfy(progress -> assertThat(progress.done()).isBetween(0L, progress.total()));
        UrbanSound8KDownload.Progress fetched = told.stream()
                .filter(progress ->
                        progress.phase() == UrbanSound8KDownload.Phase.DOWNLOAD && progress.done() == archive.length)
                .findFirst()
                .orElseThrow();
        assertThat(fetched.bytesPerSecond()).isPositive();
        assertThat(fetched.secondsLeft()).isZero();
    }

    @Test
    void asks_for_the_rest_when_the_server_cuts() throws Exception {
        try (TrickServer server = new TrickServer(
                TrickServer.cut(archive, 50_000), TrickServer.cut(archive, 40_000), TrickServer.serve(archive))) {
            into(server);

            assertThat(server.starts()).containsExactly(0L, 50_000L, 90_000L);
            assertWhole();
        }
    }

    @Test
    void goes_on_in_a_later_run_where_an_earlier_one_gave_up() throws Exception {
        try (TrickServer server = new TrickServer(
                TrickServer.cut(archive, 50_000),
                TrickServer.status(500),
                TrickServer.status(503),
                TrickServer.status(500),
                TrickServer.serve(archive))) {
            assertThatThrownBy(() -> into(server))
                    .hasMessageContaining("status 500 (tried 3 times)")
                    .hasMessageContaining("run again to go on");
            assertThat(Files.size(folder.resolve("UrbanSound8K.tar.gz.part"))).isEqualTo(50_000);

            into(server);

            assertThat(server.starts()).endsWith(50_000L);
            assertWhole();
        }
    }

    @Test
    void gives_up_on_a_stalled_connection_and_asks_again() throws Exception {
        try (TrickServer server = new TrickServer(TrickServer.stall(archive, 30_000), TrickServer.serve(archive))) {
            UrbanSound8KDownload.into(folder, impatient(server), told::add);

            assertThat(server.starts()).startsWith(0L, 30_000L);
            assertWhole();
        }
    }

    @Test
    void gives_up_on_a_server_that_never_answers() throws Exception {
        try (TrickServer server = new TrickServer(TrickServer.raw(""), (from, out) -> new CountDownLatch(1).await())) {
            assertThatThrownBy(() -> UrbanSound8KDownload.into(folder, impatient(server), told::add))
                    .hasMessageContaining("(tried 3 times)");
        }
    }

    @Test
    void waits_before_it_asks_again_and_can_be_interrupted_meanwhile() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        TrickServer.Trick broken = (from, out) -> {
            TrickServer.status(500).answer(from, out);
            asked.countDown();
        };
        try (TrickServer server = new TrickServer(broken)) {
            UrbanSound8KDownload.Options patient = new UrbanSound8KDownload.Options(
                    server.url(), 1, md5(archive), Duration.ofSeconds(30), 3, Duration.ofHours(1), false);
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Thread thread = new Thread(() ->
                    failure.complete(catchThrowable(() -> UrbanSound8KDownload.into(folder, patient, told::add))));
            thread.start();
            asked.await();
            thread.interrupt();

            assertThat(failure.get()).hasMessage(server.url() + " must be fetched without interruption");
            assertThat(server.starts()).hasSize(1);
        }
    }

    @Test
    void starts_over_when_the_server_ignores_ranges() throws Exception {
        Files.write(folder.resolve("UrbanSound8K.tar.gz.part"), Arrays.copyOf(archive, 70_000));
        try (TrickServer server = new TrickServer(TrickServer.ignoreRanges(archive))) {
            into(server);

            assertThat(server.starts()).containsExactly(70_000L);
            assertWhole();
        }
    }

    @Test
    void starts_over_when_the_server_has_no_such_range() throws Exception {
        Files.write(folder.resolve("UrbanSound8K.tar.gz.part"), Arrays.copyOf(archive, 70_000));
        try (TrickServer server = new TrickServer(TrickServer.status(416), TrickServer.serve(archive))) {
            into(server);

            assertThat(server.starts()).containsExactly(70_000L, 0L);
            assertWhole();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 410})
    void a_refusal_ends_the_matter_at_once(int status) throws Exception {
        try (TrickServer server = new TrickServer(TrickServer.status(status))) {
            assertThatThrownBy(() -> into(server))
                    .hasMessage(server.url() + " must give the archive, got status " + status);
            assertThat(server.starts()).hasSize(1);
        }
    }

    @Test
    void refuses_a_server_that_announces_another_length() throws Exception {
        try (TrickServer server = new TrickServer(TrickServer.serve(Arrays.copyOf(archive, archive.length + 1)))) {
            assertThatThrownBy(() -> into(server))
                    .hasMessage("%s must be %d bytes long, got %d", server.url(), archive.length, archive.length + 1);
        }
    }

    @Test
    void refuses_a_range_that_was_not_asked_for() throws Exception {
        Files.write(folder.resolve("UrbanSound8K.tar.gz.part"), Arrays.copyOf(archive, 10));
        String head = "HTTP/1.1 206 Partial Content\r\nContent-Length: 5\r\nContent-Range: bytes 11-15/"
                + archive.length + "\r\n\r\n";
        try (TrickServer server = new TrickServer(TrickServer.raw(head, (byte) 1))) {
            assertThatThrownBy(() -> into(server))
                    .hasMessageContaining("must give the bytes from 10, got the range \"bytes 11-15/");
        }
    }

    @Test
    void never_takes_more_bytes_than_the_archive_has() throws Exception {
        byte[] endless = Arrays.copyOf(archive, archive.length + 1_000_000);
        try (TrickServer server =
                new TrickServer(TrickServer.raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", endless))) {
            into(server);

            assertWhole();
        }
    }

    @Test
    void an_archive_with_another_digest_is_refused_and_fetched_anew_by_the_next_run() throws Exception {
        byte[] wrong = archive.clone();
        wrong[archive.length / 2] ^= 1;
        try (TrickServer server = new TrickServer(TrickServer.serve(wrong), TrickServer.serve(archive))) {
            assertThatThrownBy(() -> into(server))
                    .hasMessageContaining("must have the MD5 " + md5(archive) + ", got " + md5(wrong));
            assertThat(folder).isEmptyDirectory();

            into(server);

            assertWhole();
        }
    }

    @Test
    void an_interrupted_unpacking_begins_again_without_a_second_download() throws Exception {
        Files.write(folder.resolve("UrbanSound8K.tar.gz"), archive);
        Files.createDirectories(folder.resolve("UrbanSound8K.unpacking/UrbanSound8K/audio/fold1"));
        Files.write(folder.resolve("UrbanSound8K.unpacking/UrbanSound8K/audio/fold1/1-0-0-0.wav"), new byte[3]);
        try (TrickServer server = new TrickServer(TrickServer.status(404))) {
            into(server);

            assertThat(server.starts()).isEmpty();
            assertWhole();
        }
    }

    @Test
    void does_nothing_when_the_data_set_is_there() throws Exception {
        Files.createDirectory(folder.resolve("UrbanSound8K"));
        try (TrickServer server = new TrickServer(TrickServer.status(404))) {
            into(server);

            assertThat(server.starts()).isEmpty();
        }
    }

    @Test
    void keeps_the_archive_when_asked_to() throws Exception {
        try (TrickServer server = new TrickServer(TrickServer.serve(archive))) {
            UrbanSound8KDownload.into(folder, options(server, archive).withKeepArchive(true), told::add);
        }
        assertThat(folder.resolve("UrbanSound8K.tar.gz")).hasBinaryContent(archive);
    }

    @Test
    void a_second_download_into_the_same_folder_is_refused() throws Exception {
        Path part = folder.resolve("UrbanSound8K.tar.gz.part");
        try (TrickServer server = new TrickServer(TrickServer.serve(archive));
                FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> into(server)).hasMessageContaining("must be fetched by one process at a time");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../evil", "UrbanSound8K/../../evil", "/evil", "UrbanSound8K/..", "C:/evil", "a\\..\\..\\evil"})
    void refuses_an_entry_that_would_leave_the_folder(String name) throws Exception {
        assertRefused(archive(entry(name, TarConstants.LF_NORMAL, new byte[1])), "must");
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.getFileName().toString().contains("evil")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_LINK, TarConstants.LF_SYMLINK, TarConstants.LF_CHR, TarConstants.LF_FIFO})
    void refuses_links_and_devices(byte type) throws Exception {
        assertRefused(archive(entry("UrbanSound8K/link", type, new byte[0])), "must be a plain file or a folder");
    }

    @Test
    void refuses_a_file_that_is_too_long_or_comes_twice_and_too_many_entries() throws Exception {
        Entry clip = entry("UrbanSound8K/a.wav", TarConstants.LF_NORMAL, new byte[1]);
        assertRefused(archive(clip, clip), "must come once");
        assertRefused(
                archive(entry("UrbanSound8K/a.wav", TarConstants.LF_NORMAL, new byte[(64 << 20) + 1])),
                "must be at most 67108864 bytes");
        Entry[] many = new Entry[20_001];
        Arrays.fill(many, entry("UrbanSound8K/", TarConstants.LF_DIR, new byte[0]));
        assertRefused(archive(many), "must be one of at most 20000");
    }

    @Test
    void refuses_an_archive_of_another_kind() throws Exception {
        assertRefused(noise(1000), "must be a whole tar.gz archive");
        assertRefused(Arrays.copyOf(archive, 1000), "must be a whole tar.gz archive");
        assertRefused(archive(entry("other/", TarConstants.LF_DIR, new byte[0])), "must hold a folder UrbanSound8K");
    }

    @Test
    void official_options_name_the_published_archive_and_every_option_is_checked() {
        UrbanSound8KDownload.Options official = UrbanSound8KDownload.Options.official();

        assertThat(official.bytes()).isEqualTo(6_023_741_708L);
        assertThat(official.md5()).isEqualTo("9aa69802bbf37fb986f71ec1483a196e");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> official.withUrl(URI.create("file:///etc/passwd")))
                .withMessage("url must begin with https or http, got file:///etc/passwd");
        assertThatIllegalArgumentException().isThrownBy(() -> options(official.url(), 0, official.md5(), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> options(official.url(), 1, "XYZ", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> options(official.url(), 1, official.md5(), 0));
    }

    private void assertRefused(byte[] content, String rule) throws Exception {
        Path other = Files.createTempDirectory(folder, "case");
        try (TrickServer server = new TrickServer(TrickServer.serve(content))) {
            assertThatThrownBy(() -> UrbanSound8KDownload.into(other, options(server, content), told::add))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(rule);
            assertThat(other.resolve("UrbanSound8K")).doesNotExist();
        }
    }

    private void assertWhole() {
        assertThat(folder.resolve("UrbanSound8K/audio/fold1/1-0-0-0.wav")).hasBinaryContent(noise(CLIP_BYTES));
        assertThat(folder.resolve("UrbanSound8K/metadata/UrbanSound8K.csv")).hasContent("x");
    }

    private Path into(TrickServer server) throws Exception {
        return UrbanSound8KDownload.into(folder, options(server, archive), told::add);
    }

    private UrbanSound8KDownload.Options impatient(TrickServer server) throws Exception {
        return new UrbanSound8KDownload.Options(
                server.url(), archive.length, md5(archive), Duration.ofMillis(300), 3, Duration.ofMillis(1), false);
    }

    private static UrbanSound8KDownload.Options options(TrickServer server, byte[] content) throws Exception {
        return options(server.url(), content.length, md5(content), 3);
    }

    private static UrbanSound8KDownload.Options options(URI url, long bytes, String md5, int attempts) {
        return new UrbanSound8KDownload.Options(
                url, bytes, md5, Duration.ofSeconds(30), attempts, Duration.ofMillis(1), false);
    }

    private record Entry(String name, byte type, byte[] content) {}

    private static Entry entry(String name, byte type, byte[] content) {
        return new Entry(name, type, content);
    }

    private static byte[] archive(Entry... entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Entry entry : entries) {
                TarArchiveEntry head = new TarArchiveEntry(entry.name(), entry.type(), true);
                head.setSize(entry.content().length);
                head.setLinkName(
                        entry.type() == TarConstants.LF_LINK || entry.type() == TarConstants.LF_SYMLINK
                                ? "/etc/passwd"
                                : "");
                tar.putArchiveEntry(head);
                tar.write(entry.content());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private static String md5(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    }
}
