package io.auricle.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.auricle.zoo.classify.SoundClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
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
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The page in a real Chromium; reported as skipped where there is none. Screenshots are left in {@code target/screenshots}. */
class BrowserTest {

    private static final Path SHOTS = Path.of("target", "screenshots");

    @TempDir
    private static Path folder;

    private static SoundClassifier classifier;
    private static SoundServer server;
    private static ChromeDriverService drivers;
    private static ChromeDriver browser;

    @BeforeAll
    static void open() throws IOException {
        Optional<Path> chromium = program("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = program("chromedriver");
        assumeTrue(chromium.isPresent(), "no Chromium on the PATH: the page is not tested in a browser");
        assumeTrue(driver.isPresent(), "no chromedriver on the PATH: the page is not tested in a browser");
        Files.createDirectories(SHOTS);
        classifier = SmallModel.classifier();
        server = SoundServer.start(classifier, ServeOptions.defaults().withPort(0));
        drivers = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.get().toFile())
                .usingAnyFreePort()
                .withLogOutput(java.io.OutputStream.nullOutputStream())
                .build();
        browser = new ChromeDriver(drivers, options(chromium.get()));
    }

    private static ChromeOptions options(Path chromium) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--autoplay-policy=no-user-gesture-required",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream");
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }

    private static Optional<Path> program(String... names) {
        String[] folders = System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator);
        return Stream.of(names)
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
        if (drivers != null) {
            drivers.close();
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
        browser.get(server.address().toString());
        await("the model's facts", () -> !text("model").isEmpty());
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
            assertThat(colours(canvas)).as("colours on %s", canvas).isGreaterThan(1);
        }
        assertThat(browser.findElement(By.id("mel")).getDomAttribute("aria-label"))
                .startsWith("Mel spectrogram. Over it: 0:00.0 to ");
        shoot("light-wide");
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
        shoot("dark-wide");
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
            shoot("phone");
        } finally {
            browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    private static void upload(double seconds) throws IOException {
        Path file = Files.write(folder.resolve("street.wav"), SmallModel.wav(seconds));
        browser.findElement(By.id("file")).sendKeys(file.toAbsolutePath().toString());
        await(
                "an answer",
                () -> text("status").startsWith("Heard: ") || text("status").startsWith("Not sure"));
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

    /** How many colours a canvas shows: one if nothing is drawn. */
    private static int colours(String id) {
        Object count = browser.executeScript(
                "const c = document.getElementById(arguments[0]);"
                        + "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                        + "const s = new Set(); for (let i = 0; i < d.length; i += 4) s.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); return s.size",
                id);
        return ((Number) count).intValue();
    }

    private static String text(String id) {
        return (String) browser.executeScript("return document.getElementById(arguments[0]).textContent", id);
    }

    private static void click(String id) {
        browser.findElement(By.id(id)).click();
    }

    private static void await(String what, BooleanSupplier there) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!there.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("waiting for %s; status: %s", what, text("status") + text("error"))
                    .isLessThan(end);
        }
    }

    private static void shoot(String name) throws IOException {
        Map<String, Object> shot = browser.executeCdpCommand(
                "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "format", "png"));
        Files.write(SHOTS.resolve(name + ".png"), java.util.Base64.getDecoder().decode((String) shot.get("data")));
    }
}
