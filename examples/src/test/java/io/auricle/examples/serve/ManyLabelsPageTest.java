package io.auricle.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.zoo.classify.SoundClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;

/** The page with a model of 521 labels, several of which may be right at once. */
class ManyLabelsPageTest {
    @TempDir
    private static Path folder;

    private static Chromium chromium;
    private static SoundClassifier classifier;
    private static SoundServer server;

    @BeforeAll
    static void opens_the_page() throws IOException {
        chromium = Chromium.open();
        chromium.driver().manage().window().setSize(new Dimension(1280, 1000));
        classifier = SoundClassifier.audioSet();
        server = SoundServer.start(classifier, ServeOptions.defaults().withPort(0));
        chromium.open(server);
    }

    @AfterAll
    static void closes_it() {
        if (server != null) {
            server.close();
            classifier.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void shows_the_likeliest_labels_and_those_that_count() throws IOException {
        assertThat(chromium.text("model")).isEqualTo("521 sounds, several at once · windows of 0.975 s");

        chromium.upload(Files.write(folder.resolve("street.wav"), SmallModel.wav(3)));

        List<WebElement> ranking = chromium.driver().findElements(By.cssSelector("#ranking li"));
        List<WebElement> counting = chromium.driver().findElements(By.cssSelector("#ranking li.answer"));
        assertThat(ranking).hasSize(10);
        assertThat(new HashSet<>(ranking.stream()
                        .map(row -> row.getDomAttribute("style"))
                        .toList()))
                .hasSize(10);
        assertThat(chromium.text("status").startsWith("Heard: ")).isEqualTo(!counting.isEmpty());
        for (WebElement row : counting) {
            assertThat(percentOf(row)).isGreaterThanOrEqualTo(19.5);
        }
        assertThat(chromium.driver().findElements(By.cssSelector("#ribbon li"))).isNotEmpty();
        assertThat(chromium.colours("lanes")).isGreaterThan(1);
        chromium.shoot("many-labels");
    }

    private static double percentOf(WebElement row) {
        return Double.parseDouble(
                row.findElement(By.className("share")).getText().replace(" %", ""));
    }
}
