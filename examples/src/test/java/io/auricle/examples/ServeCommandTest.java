package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.examples.serve.SmallModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code serve} as a person types it. */
class ServeCommandTest {

    @TempDir
    private Path folder;

    @Test
    void it_says_where_it_listens_answers_there_and_ends_when_interrupted() throws Exception {
        Path model = SmallModel.in(folder);
        StringWriter err = new StringWriter();
        PipedReader printed = new PipedReader();
        PrintWriter out = new PrintWriter(new PipedWriter(printed), true);
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread command = new Thread(() ->
                code.complete(Main.run(out, new PrintWriter(err, true), "serve", model.toString(), "--port", "0")));
        command.start();
        String line = new BufferedReader(printed).readLine();
        Matcher address = Pattern.compile("listening at (http://127\\.0\\.0\\.1:\\d+/) \\(Ctrl-C ends\\)")
                .matcher(line);
        assertThat(address.matches()).as(line + err).isTrue();

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address.group(1) + "api/classify?top=1"))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(SmallModel.wav(1)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        command.interrupt();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(code.get()).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void a_busy_port_a_missing_model_and_a_file_that_is_none_are_one_line() throws IOException {
        Path model = SmallModel.in(folder);
        Path text = Files.writeString(folder.resolve("notes.zip"), "no model");
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertFails(
                    "127.0.0.1 port " + taken.getLocalPort() + " is in use by another program",
                    model,
                    "--port",
                    taken.getLocalPort());
        }
        assertFails("absent.zip: no such file or folder", folder.resolve("absent.zip"));
        assertFails("notes.zip", text);
        assertFails(
                "host must be a name or an address of this machine, got no.such.host.invalid",
                model,
                "--host",
                "no.such.host.invalid");
        assertFails("must be one that this user may listen at", model, "--host", "192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port 70000      | --port must be in [0, 65535], got 70000",
                "--port http       | --port",
                "--max-upload-mb 0 | --max-upload-mb must be in [1, 1000], got 0",
                "--max-seconds -1  | --max-seconds must be above 0 and at most 3600, got -1.0",
                "--workers 0       | --workers must be in [1, 256], got 0",
                "--queue -1        | --queue must be in [0, 10000], got -1",
                "--timeout 0       | --timeout must be in [1, 600], got 0",
            })
    void wrong_options_are_named_with_what_is_allowed(String option, String expected) throws IOException {
        Path model = SmallModel.in(folder);
        String[] words = option.strip().split(" ");

        Cli run = Cli.run("serve", model, words[0], words[1]);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(expected);
    }

    private static void assertFails(String expected, Object... words) {
        Cli run = Cli.run(
                java.util.stream.Stream.concat(java.util.stream.Stream.of("serve"), java.util.Arrays.stream(words))
                        .toArray());
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("auricle: ")
                .contains(expected);
    }
}
