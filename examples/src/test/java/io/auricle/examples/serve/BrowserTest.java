package io.auricle.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.zoo.classify.SoundClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The page in a real Chromium. */
class BrowserTest {

    @TempDir
    private static Path folder;

    private static SoundClassifier classifier;
    private static SoundServer server;
    private static Chromium chromium;
    private static ChromeDriver browser;

    @BeforeAll
    static void open() throws IOException {
        chromium = Chromium.open();
        browser = chromium.driver();
        classifier = SmallModel.classifier();
        server = SoundServer.start(classifier, ServeOptions.defaults().withPort(0));
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
        if (server != null) {
            server.close();
        }
        if (classifier != null) {
            classifier.close();
        }
    }

    @BeforeEach
    void a_fresh_page_in_a_wide_window() {
        setColours("light");
        browser.manage().window().setSize(new Dimension(1280, 1000));
        chromium.open(server);
    }

    @AfterEach
    void the_console_is_silent_and_nothing_went_elsewhere() {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
        List<String> asked = browser.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(Object::toString)
                .filter(entry -> entry.contains("Network.requestWillBeSent\""))
                .map(entry -> entry.replaceAll(".*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                .filter(url -> !url.startsWith("data:") && !url.startsWith("blob:"))
                .toList();
        assertThat(asked)
                .isNotEmpty()
                .allMatch(url -> url.startsWith(server.address().toString()));
    }

    @Test
    void an_uploaded_file_is_named_ranked_and_shown_over_time() throws IOException {
        upload(3);

        assertThat(text("status")).startsWith("Heard: ");
        assertThat(text("label").toLowerCase(java.util.Locale.ROOT)).isIn("siren", "dog bark", "jackhammer");
        assertThat(browser.findElements(By.cssSelector("#ranking li"))).hasSize(3);
        assertThat(browser.findElements(By.cssSelector("#ribbon li"))).isNotEmpty();
        assertThat(browser.findElement(By.id("source")).getText()).contains("street.wav", "0:03.0", "8 kHz", "mono");
        for (String canvas : List.of("mel", "wave", "lanes")) {
            assertThat(chromium.colours(canvas)).as("colours on %s", canvas).isGreaterThan(1);
        }
        assertThat(browser.findElement(By.id("mel")).getDomAttribute("aria-label"))
                .startsWith("Mel spectrogram. Over it: 0:00.0 to ");
        chromium.shoot("light-wide");
    }

    @Test
    void the_sound_plays_under_a_moving_cursor() throws IOException {
        upload(3);

        click("play");
        await("the cursor to move", () -> cursor() > 5);

        assertThat(text("play")).isEqualTo("Pause");
        assertThat(text("now")).matches("(siren|dog bark|jackhammer) [0-9.]+ %");
        click("play");
        await("the sound to stop", () -> text("play").equals("Play"));
        double stopped = cursor();
        browser.findElement(By.id("position")).sendKeys(Keys.END);
        assertThat(cursor()).isGreaterThan(stopped).isEqualTo(100);
    }

    @Test
    void everything_can_be_reached_and_done_by_keyboard() throws IOException {
        upload(2);
        WebElement heading = browser.switchTo().activeElement();
        assertThat(heading.getDomAttribute("id")).isEqualTo("label");

        heading.sendKeys(Keys.TAB);
        WebElement slider = browser.switchTo().activeElement();
        assertThat(slider.getDomAttribute("id")).isEqualTo("position");
        slider.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        assertThat(slider.getDomAttribute("aria-valuetext")).startsWith("0:00.1, ");
        slider.sendKeys(Keys.SPACE);
        await("the sound to play", () -> text("play").equals("Pause") || cursor() > 50);
        slider.sendKeys(Keys.TAB);
        assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("play");
        browser.switchTo().activeElement().sendKeys(Keys.TAB);
        WebElement summary = browser.switchTo().activeElement();
        assertThat(summary.getText()).isEqualTo("The timeline as a table");
        summary.sendKeys(Keys.ENTER);

        List<WebElement> rows = browser.findElements(By.cssSelector("#table tr"));
        assertThat(rows).hasSize(7); // windows of 0.5 s, a new one every 0.25 s
        assertThat(rows.get(1).getText()).startsWith("0:00.3 0:00.8");
    }

    @Test
    void a_recording_is_named_like_a_file() {
        click("record");
        await("the recording to start", () -> text("record-text").matches("Stop \\(0:0[1-9]\\)"));
        click("record");

        await(
                "an answer",
                () -> text("status").startsWith("Heard: ") || text("status").startsWith("Not sure"));
        assertThat(text("source")).startsWith("recording.wav");
        assertThat(text("record-text")).isEqualTo("Record");
    }

    @Test
    void what_is_no_sound_is_told_in_one_line_and_the_page_goes_on() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.wav"), "these are words, not samples");
        browser.findElement(By.id("file")).sendKeys(notes.toAbsolutePath().toString());
        await("the refusal", () -> !text("error").isEmpty());

        assertThat(text("error")).contains("a sound file must start as WAV");
        // Chromium itself notes the 415 on its console.
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .singleElement()
                .asString()
                .contains("415");
        upload(1);
        assertThat(text("error")).isEmpty();
    }

    @Test
    void it_is_dark_where_the_visitor_likes_it_dark() throws IOException {
        String light = background();
        setColours("dark");
        upload(3);

        assertThat(background()).isNotEqualTo(light).isEqualTo("rgb(18, 13, 27)");
        chromium.shoot("dark-wide");
    }

    @Test
    void nothing_is_cut_off_on_a_phone() throws IOException {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
        try {
            upload(3);

            Number overflow =
                    (Number) browser.executeScript("return document.documentElement.scrollWidth - innerWidth");
            assertThat(overflow.intValue()).isZero();
            assertThat(browser.findElement(By.id("mel")).getSize().getWidth()).isGreaterThan(240);
            for (WebElement button : browser.findElements(By.cssSelector("button"))) {
                assertThat(button.getSize().getHeight()).isGreaterThanOrEqualTo(44);
            }
            chromium.shoot("phone");
        } finally {
            browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    private static void upload(double seconds) throws IOException {
        chromium.upload(Files.write(folder.resolve("street.wav"), SmallModel.wav(seconds)));
    }

    private static void setColours(String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    private static String background() {
        return browser.findElement(By.tagName("body"))
                .getCssValue("background-color")
                .replaceAll("rgba\\((.*), 1\\)", "rgb($1)");
    }

    private static double cursor() {
        String left = (String) browser.executeScript("return document.getElementById('cursor').style.left");
        return Double.parseDouble(left.replace("%", ""));
    }

    private static String text(String id) {
        return chromium.text(id);
    }

    private static void click(String id) {
        chromium.click(id);
    }

    private static void await(String what, BooleanSupplier there) {
        chromium.await(what, there);
    }
}
