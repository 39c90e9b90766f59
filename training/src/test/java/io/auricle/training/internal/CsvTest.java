package io.auricle.training.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void cells_with_commas_quotes_and_line_ends_are_read_back_as_they_were() throws IOException {
        List<List<String>> rows = List.of(List.of("a, b", "\"c\""), List.of("d\ne", ""));

        String text = Csv.write(List.of("one", "two"), rows);

        assertThat(text).isEqualTo("one,two\n\"a, b\",\"\"\"c\"\"\"\n\"d\ne\",\n");
        assertThat(Csv.read("table", 2, text)).isEqualTo(rows);
    }

    @Test
    void a_row_of_another_width_is_refused_with_its_line() {
        assertThatIOException()
                .isThrownBy(() -> Csv.read("history", 2, "one,two\n1,2\n3\n"))
                .withMessage("history, line 3: must have 2 columns, got 1");
    }
}
