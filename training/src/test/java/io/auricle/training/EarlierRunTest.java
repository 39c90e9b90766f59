package io.auricle.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auricle.data.Split;
import io.auricle.data.SplitProtocol;
import io.auricle.data.Splits;
import io.auricle.training.internal.Json;
import io.auricle.training.internal.run.RunConfig;
import io.auricle.training.internal.run.RunFolder;
import io.auricle.training.options.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unfinished runs that recorded their split as a line of text only. */
class EarlierRunTest {
    @TempDir
    Path folder;

    @Test
    void a_run_that_recorded_its_split_as_text_is_recognised_and_another_split_refused() throws IOException {
        RunFixture runs = new RunFixture(folder, 4);
        TrainingOptions options = TinySounds.options().build();
        RunConfig config = RunConfig.of(runs.data(), runs.split(), options);
        Path run = runs.newFolder();
        RunFolder.open(run, config, false);
        forgetFields(run.resolve(RunFolder.CONFIG));
        Split other = Splits.grouped(runs.data().clips(), 0.2, 0.3, 1);

        assertThatCode(() -> RunFolder.requireSameRun(run, config)).doesNotThrowAnyException();
        assertThatIOException()
                .isThrownBy(() -> RunFolder.requireSameRun(run, RunConfig.of(runs.data(), other, options)))
                .withMessageContaining("cannot be resumed with another split");
    }

    @Test
    void a_split_that_differs_in_its_fields_alone_is_another_split() throws IOException {
        RunFixture runs = new RunFixture(folder, 4);
        TrainingOptions options = TinySounds.options().build();
        Split split = runs.split();
        Path run = runs.newFolder();
        RunFolder.open(run, RunConfig.of(runs.data(), split, options), false);
        Split named = new Split(
                split.train(),
                split.validation(),
                split.test(),
                new SplitProtocol.Custom(split.protocol().description()),
                split.leak());

        assertThatIOException()
                .isThrownBy(() -> RunFolder.requireSameRun(run, RunConfig.of(runs.data(), named, options)))
                .withMessageContaining("cannot be resumed with another split: it was {\"kind\":");
    }

    private static void forgetFields(Path config) throws IOException {
        ObjectNode tree = (ObjectNode) Json.read(config);
        assertThat(((ObjectNode) tree.path("data")).remove("split")).isNotNull();
        Files.writeString(config, Json.pretty(tree));
    }
}
