package io.auricle.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.zoo.classify.Prediction;
import io.auricle.zoo.classify.SoundClassifier;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's answers and refusals, over real connections. */
class SoundServerTest {

    private static SoundClassifier classifier;
    private static SoundServer server;
    private static Client client;

    @TempDir
    private Path folder;

    @BeforeAll
    static void a_server_with_small_limits() throws IOException {
        classifier = SmallModel.classifier();
        server = SoundServer.start(
                classifier, ServeOptions.defaults().withPort(0).withLargest(1, 30));
        client = new Client(server.address());
    }

    @AfterAll
    static void close() {
        server.close();
        classifier.close();
    }

    @Test
    void an_upload_is_answered_as_the_classifier_answers_the_same_file() throws Exception {
        byte[] wav = SmallModel.wav(2.2);
        Path file = Files.write(folder.resolve("tone.wav"), wav);
        Prediction expected = classifier.classify(file);

        HttpResponse<String> response = client.classify("?top=2", wav);

        JsonNode answer = Client.json(response);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(answer.get("label").asText()).isEqualTo(expected.label());
        assertThat(answer.get("probability").asDouble()).isEqualTo(Answer.rounded(expected.probability()));
        assertThat(answer.get("sure").asBoolean()).isEqualTo(expected.sure());
        assertThat(answer.get("ranking")).hasSize(2);
        assertThat(answer.get("sound").get("seconds").asDouble()).isEqualTo(2.2);
        assertThat(answer.get("timeline")).hasSize(4);
        assertThat(answer.has("waveform")).isFalse();
    }

    @Test
    void hop_sets_how_often_there_is_an_answer_and_top_how_many_labels() throws Exception {
        JsonNode answer = Client.json(client.classify("?hop=0.25&top=3", SmallModel.wav(1)));

        assertThat(answer.get("timeline")).hasSize(3);
        assertThat(answer.get("timeline").get(1).get("startSeconds").asDouble()).isEqualTo(0.25);
        assertThat(answer.get("timeline").get(1).get("ranking")).hasSize(3);
    }

    @Test
    void columns_add_a_waveform_and_a_spectrogram_of_that_width() throws Exception {
        JsonNode answer = Client.json(client.classify("?columns=20", SmallModel.wav(1)));

        assertThat(answer.get("waveform").get("high")).hasSize(20);
        assertThat(answer.get("waveform").get("high").get(10).asDouble()).isBetween(0.4, 0.6);
        assertThat(answer.get("waveform").get("low").get(10).asDouble()).isBetween(-0.6, -0.4);
        JsonNode spectrogram = answer.get("spectrogram");
        byte[] values = Base64.getDecoder().decode(spectrogram.get("values").asText());
        assertThat(values).hasSize(16 * 20).contains((byte) 255);
        assertThat(spectrogram.get("bandHz")).hasSize(16);
    }

    @Test
    void the_loudest_band_of_the_spectrogram_is_that_of_the_tone() throws Exception {
        JsonNode spectrogram =
                Client.json(client.classify("?columns=16", SmallModel.wav(1))).get("spectrogram");
        byte[] values = Base64.getDecoder().decode(spectrogram.get("values").asText());
        int loudest = 0;
        for (int row = 0; row < 16; row++) {
            if ((values[row * 16] & 255) > (values[loudest * 16] & 255)) {
                loudest = row;
            }
        }

        assertThat(spectrogram.get("bandHz").get(loudest).asDouble()).isBetween(200.0, 450.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tone_stereo.flac", "tone_mono.ogg", "tone_stereo.mp3"})
    void flac_ogg_and_mp3_are_heard_too(String name) throws Exception {
        HttpResponse<String> response = client.classify("", SmallModel.resource(name));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(Client.json(response).get("sound").get("channels").asInt())
                .isEqualTo(name.contains("stereo") ? 2 : 1);
    }

    @Test
    void a_form_with_one_file_is_the_same_as_its_file_whatever_it_is_called() throws Exception {
        byte[] wav = SmallModel.wav(1);
        byte[] form = Client.form("frontier", "name=\"sound\"; filename=\"../../etc/passwd\"", wav);

        HttpResponse<String> response =
                client.classify("", form, "Content-Type", "multipart/form-data; boundary=frontier");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(client.classify("", wav).body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name=\"note\"                     | multipart/form-data; boundary=frontier | the form must hold one file, got none",
                "name=\"file\"; filename=\"a.wav\" | multipart/form-data; boundary=elsewhere | the form must",
                "name=\"file\"; filename=\"a.wav\" | multipart/form-data                    | Content-Type must name the form's boundary",
            })
    void a_form_without_a_file_is_refused(String disposition, String type, String expected) throws Exception {
        byte[] form = Client.form("frontier", disposition, SmallModel.wav(1));

        HttpResponse<String> response = client.classify("", form, "Content-Type", type);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(Client.json(response).get("error").asText()).startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?hop=0      | hop must be a number of seconds in [0.05, 3600.0], got \"0\"",
                "?hop=NaN    | hop must be a number of seconds in [0.05, 3600.0], got \"NaN\"",
                "?hop=often  | hop must be a number of seconds in [0.05, 3600.0], got \"often\"",
                "?top=0      | top must be a whole number in [1, 1000], got \"0\"",
                "?top=1&top=2| top must be given once, got it 2 times",
                "?columns=3  | columns must be a whole number in [16, 2000], got \"3\"",
                "?windows=3  | query names must be among [columns, hop, top], got \"windows\"",
            })
    void a_wrong_query_is_named_with_what_is_allowed(String query, String expected) throws Exception {
        assertRefused(client.classify(query.strip(), SmallModel.wav(1)), 400, expected);
    }

    @Test
    void words_are_no_sound() throws Exception {
        HttpResponse<String> response = client.classify("", "these are words, not samples".getBytes());

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(Client.json(response).get("error").asText())
                .startsWith(
                        "upload, byte 0: a sound file must start as WAV, Wave64, AIFF, AU, CAF, FLAC, Ogg Vorbis or MP3 does,"
                                + " got bytes");
    }

    @Test
    void a_damaged_sound_is_refused_with_the_byte_and_the_rule() throws Exception {
        byte[] wav = SmallModel.wav(1);
        wav[22] = 0; // channels

        assertRefused(client.classify("", wav), 400, "upload, byte 22: channels must be at least 1, got 0");
    }

    @Test
    void more_channels_than_a_studio_has_are_refused_before_they_take_memory() throws Exception {
        byte[] wav = SmallModel.wav(1);
        wav[22] = 40;
        wav[32] = 80; // block align: 40 channels of 2 bytes

        assertRefused(client.classify("", wav), 400, "upload: channels must be at most 32, got 40");
    }

    @Test
    void nothing_is_no_sound() throws Exception {
        assertRefused(client.classify("", new byte[0]), 400, "the upload must hold a sound file, got 0 bytes");
    }

    @Test
    void an_upload_above_the_limit_is_refused_whether_its_length_is_told_or_not() throws Exception {
        byte[] large = Arrays.copyOf(SmallModel.wav(1), 1_000_001);
        var untold =
                java.net.http.HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large));

        assertRefused(client.classify("", large), 413, "the upload must have at most 1000000 bytes, got more");
        assertRefused(
                client.send(client.request("/api/classify").POST(untold)),
                413,
                "the upload must have at most 1000000 bytes, got more");
    }

    @Test
    void a_sound_above_the_limit_is_refused() throws Exception {
        assertRefused(client.classify("", SmallModel.wav(31)), 413, "the sound must last at most 30.0 s, got more");
    }

    @Test
    void an_unknown_path_and_a_wrong_method_are_one_line_of_json() throws Exception {
        assertRefused(client.get("/secret"), 404, "/secret: there is no such page");
        HttpResponse<String> wrong = client.get("/api/classify");
        assertRefused(wrong, 405, "/api/classify: the method must be POST, got GET");
        assertThat(wrong.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void what_is_no_http_is_answered_in_json_too() throws Exception {
        assertThat(client.raw("GET / HTTP/1.1\r\nBad header\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .endsWith("}");
    }

    @Test
    void every_answer_tells_the_browser_to_take_care() throws Exception {
        for (String path : List.of("/", "/app.js", "/api/model", "/secret")) {
            HttpResponse<String> response = client.get(path);
            assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(response.headers().firstValue("Permissions-Policy").orElse(""))
                    .contains("microphone=(self)");
            assertThat(response.headers().firstValue("Server")).isEmpty();
        }
        assertThat(client.get("/api/model").headers().firstValue("Cache-Control"))
                .contains("no-store");
    }

    @Test
    void a_page_of_another_site_can_neither_post_nor_reach_it_by_a_name_of_its_own() throws Exception {
        byte[] wav = SmallModel.wav(1);

        assertThat(client.classify("", wav, "Origin", "https://elsewhere.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.classify("", wav, "Origin", "null").statusCode()).isEqualTo(403);
        assertThat(client.classify("", wav, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        String own = server.address().toString().replaceAll("/$", "");
        assertThat(client.classify("", wav, "Origin", own, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.raw("GET /api/model HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("Host must be a name of this machine")
                .doesNotContain("jackhammer");
    }

    @Test
    void a_name_that_is_allowed_is_answered() throws Exception {
        ServeOptions base = ServeOptions.defaults();
        ServeOptions options = new ServeOptions(base.host(), 0, java.util.Set.of("city.example"), 1, 30, 1, 1, 10);
        try (SoundServer named = SoundServer.start(classifier, options)) {
            assertThat(new Client(named.address())
                            .raw("GET /health HTTP/1.1\r\nHost: city.example\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void health_and_metrics_tell_how_it_is() throws Exception {
        client.classify("", SmallModel.wav(1));
        client.get("/no/such/page");

        assertThat(client.get("/health").body()).isEqualTo("{\"status\":\"up\"}");
        HttpResponse<String> metrics = client.get("/metrics");
        assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(metrics.body())
                .containsPattern(
                        "http_server_requests_seconds_count\\{method=\"POST\",path=\"/api/classify\",status=\"200\"} \\d+")
                .containsPattern("http_server_requests_seconds_bucket\\{.*path=\"/api/classify\".*le=\"0.5\"} \\d+")
                .contains("path=\"other\",status=\"404\"")
                .doesNotContain("/no/such/page")
                .contains("auricle_uploads_waiting 0.0", "auricle_uploads_working 0.0")
                .containsPattern("jvm_memory_used_bytes\\{area=\"heap\"");
    }

    @Test
    void files_of_the_page_are_not_sent_twice() throws Exception {
        String tag = client.get("/style.css").headers().firstValue("ETag").orElseThrow();

        assertThat(client.send(client.request("/style.css")
                                .header("If-None-Match", tag)
                                .GET())
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void a_busy_port_is_named() {
        ServeOptions taken = ServeOptions.defaults().withPort(server.address().getPort());

        org.assertj.core.api.Assertions.assertThatIOException()
                .isThrownBy(() -> SoundServer.start(classifier, taken))
                .withMessage(
                        "127.0.0.1 port %d is in use by another program; --port names another one, 0 takes any free one",
                        taken.port());
    }

    private static void assertRefused(HttpResponse<String> response, int status, String text) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(Client.json(response).get("status").asInt()).isEqualTo(status);
        assertThat(Client.json(response).get("error").asText()).isEqualTo(text);
    }
}
