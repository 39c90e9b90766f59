package io.auricle.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.features.Spectrogram;
import io.auricle.training.score.Scores;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    @Test
    void text_from_outside_cannot_become_markup() {
        assertThat(Html.escape("<b title=\"x\">R&D's</b>"))
                .isEqualTo("&lt;b title=&quot;x&quot;&gt;R&amp;D&#39;s&lt;/b&gt;");
    }

    @Test
    void a_spectrogram_becomes_a_png_with_low_bands_below() throws Exception {
        Spectrogram loudBelow = Spectrogram.of(2, 3, new float[] {0, 0, 0, -80, -80, -80});

        String uri = SpectrogramPicture.dataUri(loudBelow);

        byte[] png = Base64.getDecoder().decode(uri.substring("data:image/png;base64,".length()));
        var image = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(3);
        assertThat(image.getHeight()).isEqualTo(2);
        assertThat(image.getRGB(0, 1) & 0xFFFFFF).isEqualTo(0xFCFDBF);
        assertThat(image.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0x000004);
    }

    @Test
    void a_class_without_clips_has_no_figures_where_others_have_theirs() {
        String table = ScoreTables.classes(
                List.of(new Scores.ClassScore("siren", 0, 0, 0, 0), new Scores.ClassScore("dog_bark", 2, 1, 0, 0.25)));

        assertThat(table.split("–", -1)).hasSize(4);
        assertThat(table).contains("100.0\u00a0%", "0.0\u00a0%", "25.0\u00a0%");
    }

    @Test
    void silence_is_a_picture_too() {
        assertThat(SpectrogramPicture.dataUri(Spectrogram.of(1, 1, new float[] {-100})))
                .startsWith("data:image/png;base64,");
    }
}
