package io.auricle.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.zoo.classify.SoundClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many clients at once, for a while; {@code benchmarks/serve-load} is the same for longer, with times. */
class ManyClientsTest {

    private static final int CLIENTS = 50;
    private static final int UPLOADS = 8;

    @Test
    void fifty_clients_at_once_are_each_answered_or_told_to_come_again() throws Exception {
        byte[] wav = SmallModel.wav(4);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (SoundClassifier classifier = SmallModel.classifier();
                SoundServer server = SoundServer.start(
                        classifier, ServeOptions.defaults().withPort(0).withWork(2, 4, 30))) {
            String expected = new Client(server.address()).classify("", wav).body();
            List<Future<List<Integer>>> answers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                answers.add(clients.submit(() -> upload(new Client(server.address()), wav, expected)));
            }
            List<Integer> all = new ArrayList<>();
            for (Future<List<Integer>> answer : answers) {
                all.addAll(answer.get());
            }

            assertThat(all).hasSize(CLIENTS * UPLOADS).contains(200);
            assertThat(Set.copyOf(all)).isSubsetOf(200, 503);
        } finally {
            clients.shutdownNow();
        }
    }

    private static List<Integer> upload(Client client, byte[] wav, String expected) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < UPLOADS; i++) {
            var response = client.classify("", wav);
            statuses.add(response.statusCode());
            if (response.statusCode() == 200) {
                assertThat(response.body()).isEqualTo(expected);
            } else {
                assertThat(response.headers().firstValue("Retry-After")).isPresent();
            }
        }
        return statuses;
    }
}
