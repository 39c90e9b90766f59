package io.auricle.training.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.auricle.training.internal.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();

    private static Checkpoint checkpoint(int epoch) {
        float[] weights = {1.5f, -0f, Float.MIN_VALUE, epoch};
        return new Checkpoint(
                "run", epoch, 10L * epoch, weights, new float[] {2}, new float[0], new float[] {3, 4}, 1, "a,b\n1,2\n");
    }

    @Test
    void reads_back_what_was_written_to_the_bit() throws IOException {
        Path file = folder.resolve("one");
        checkpoint(3).write(file);

        Checkpoint read = Checkpoint.read(file);

        assertThat(read).usingRecursiveComparison().isEqualTo(checkpoint(3));
        assertThat(Float.floatToRawIntBits(read.weights()[1])).isEqualTo(Float.floatToRawIntBits(-0f));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 20, 60, -1})
    void a_cut_checkpoint_is_refused(int length) throws IOException {
        Path file = folder.resolve("cut");
        checkpoint(1).write(file);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, length < 0 ? bytes.length + length : length));

        assertThatIOException()
                .isThrownBy(() -> Checkpoint.read(file))
                .withMessage("checkpoint " + file + " cannot be used: it is cut short");
    }

    @Test
    void a_flipped_bit_anywhere_is_noticed() throws IOException {
        Path file = folder.resolve("flipped");
        checkpoint(1).write(file);
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 4;
            Files.write(file, bytes);
            assertThatIOException()
                    .as("byte %d", i)
                    .isThrownBy(() -> Checkpoint.read(file))
                    .withMessageStartingWith("checkpoint " + file + " cannot be used: ");
            bytes[i] ^= 4;
        }
    }

    @Test
    void the_store_keeps_the_last_two() throws IOException {
        CheckpointStore store = new CheckpointStore(folder.resolve("checkpoints"));
        for (int epoch = 1; epoch <= 4; epoch++) {
            store.write(checkpoint(epoch));
        }

        try (var files = Files.list(store.folder())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("epoch-00003.checkpoint", "epoch-00004.checkpoint");
        }
        assertThat(store.newest("run", notes::add).orElseThrow().epoch()).isEqualTo(4);
        assertThat(notes).isEmpty();
    }

    @Test
    void a_checkpoint_cut_in_half_costs_one_epoch() throws IOException {
        CheckpointStore store = new CheckpointStore(folder.resolve("checkpoints"));
        store.write(checkpoint(1));
        store.write(checkpoint(2));
        Path newest = store.folder().resolve("epoch-00002.checkpoint");
        Files.write(newest, Arrays.copyOf(Files.readAllBytes(newest), 50));

        assertThat(store.newest("run", notes::add).orElseThrow().epoch()).isEqualTo(1);
        assertThat(notes).containsExactly("checkpoint " + newest + " cannot be used: it is cut short");
    }

    @Test
    void a_checkpoint_of_another_run_is_never_used() throws IOException {
        CheckpointStore store = new CheckpointStore(folder.resolve("checkpoints"));
        store.write(checkpoint(1));

        assertThat(store.newest("other", notes::add)).isEmpty();
        assertThat(notes)
                .containsExactly("checkpoint " + store.folder().resolve("epoch-00001.checkpoint")
                        + " cannot be used: it is of another run");
    }

    @Test
    void clearing_leaves_nothing() throws IOException {
        CheckpointStore store = new CheckpointStore(folder.resolve("checkpoints"));
        store.write(checkpoint(1));
        Files.writeString(store.folder().resolve("epoch-00002.checkpoint.part"), "half");

        store.clear();

        assertThat(store.folder()).doesNotExist();
    }

    @Test
    void a_failed_write_leaves_the_old_file_and_nothing_beside_it() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");

        assertThatIOException()
                .isThrownBy(() -> RunFiles.write(file, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("No space left on device");
                }))
                .withMessage(file + " could not be written: No space left on device");

        assertThat(file).hasContent("old");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
