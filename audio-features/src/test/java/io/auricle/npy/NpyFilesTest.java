package io.auricle.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyFilesTest {
    @TempDir
    Path folder;

    @Test
    void what_is_written_reads_back() throws IOException {
        Path file = folder.resolve("a.npy");
        var values = new float[300 * 200];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 0.1f;
        }
        for (NpyArray array :
                new NpyArray[] {NpyArray.of(300, 200, values), NpyArray.of(values), NpyArray.of(0, 7, new float[0])}) {
            NpyFiles.write(file, array);

            assertThat(NpyFiles.read(file)).isEqualTo(array).hasSameHashCodeAs(array);
        }
    }

    @ParameterizedTest
    @CsvSource({"<f4, 4, true", ">f4, 4, false", "<f8, 8, true", ">f8, 8, false"})
    void floats_of_either_size_and_byte_order_are_read(String type, int size, boolean little) throws IOException {
        int count = (1 << 14) + 3; // more than one block
        byte[] header = ("{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + count + ",), }")
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length + size * count)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0})
                .put(header)
                .order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i * 0.1f;
            if (size == 4) {
                bytes.putFloat(values[i]);
            } else {
                bytes.putDouble(values[i]);
            }
        }

        assertThat(NpyFiles.read(new ByteArrayInputStream(bytes.array()), "x.npy"))
                .isEqualTo(NpyArray.of(values));
    }

    @Test
    void is_byte_for_byte_what_numpy_writes() throws IOException {
        try (InputStream golden = getClass().getResourceAsStream("/golden/wav/pcm_u8_mono_8k.npy")) {
            byte[] bytes = golden.readAllBytes();
            var out = new ByteArrayOutputStream();
            NpyFiles.write(out, NpyFiles.read(new ByteArrayInputStream(bytes), "golden"));

            assertThat(out.toByteArray()).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'descr': '<i2', 'fortran_order': False, 'shape': (1,), };values must be floats of 32 or 64 bits ('<f4', '<f8', '>f4' or '>f8'), got '<i2'",
                "{'descr': '<f4', 'fortran_order': True, 'shape': (1,), };array must be in C order, got Fortran order",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (), };array must have 1 to 4 dimensions, got ()",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 3, 4, 5), };array must have 1 to 4 dimensions, got (1, 2, 3, 4, 5)",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), };dimension must be a number below 10^9, got -1",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), };array must have 3 values, got 1",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999, 999), };array must have fewer than 2^31 - 8 values, got [99999999, 999]",
                "{'descr': '<f4', 'shape': (3,), };header must match 'fortran_order'",
            })
    void refuses_what_it_cannot_read_and_says_why(String header, String reason) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> NpyFiles.read(new ByteArrayInputStream(file(1, header)), "x.npy"))
                .withMessageStartingWith("x.npy: " + reason);
    }

    @Test
    void refuses_other_files_and_versions() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> NpyFiles.read(new ByteArrayInputStream(new byte[3]), "x.npy"))
                .withMessageStartingWith("x.npy: a .npy file must start with \\x93NUMPY");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> NpyFiles.read(new ByteArrayInputStream(file(2, "{}")), "x.npy"))
                .withMessage("x.npy: .npy version must be 1.0, got 2.0");
    }

    @Test
    void refuses_counts_that_do_not_fit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NpyArray.of(2, 3, new float[5]))
                .withMessage("values must be rows x columns = 2 x 3, got 5");
    }

    private static byte[] file(int version, String header) {
        var out = new ByteArrayOutputStream();
        out.write(0x93);
        out.writeBytes("NUMPY".getBytes(StandardCharsets.US_ASCII));
        out.write(version);
        out.write(0);
        out.write(header.length());
        out.write(0);
        out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[4]);
        return out.toByteArray();
    }

    @Test
    void arrays_of_three_and_four_dimensions_come_back_as_written() throws IOException {
        for (List<Integer> shape : List.of(List.of(2, 1, 3), List.of(1, 2, 1, 3))) {
            NpyArray array = NpyArray.of(shape, new float[] {1, 2, 3, 4, 5, 6});
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            NpyFiles.write(out, array);

            assertThat(NpyFiles.read(new ByteArrayInputStream(out.toByteArray()), "array"))
                    .isEqualTo(array);
        }
    }
}
