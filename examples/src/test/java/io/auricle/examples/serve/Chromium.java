package io.auricle.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real Chromium with the page in it; tests are reported as skipped where there is none. Screenshots are left in {@code target/screenshots}. */
final class Chromium implements AutoCloseable {
    private static final Path SHOTS = Path.of("target", "screenshots");

    private final ChromeDriverService drivers;
    private final ChromeDriver browser;

    private Chromium(ChromeDriverService drivers, ChromeDriver browser) {
        this.drivers = drivers;
        this.browser = browser;
    }

    static Chromium open() throws IOException {
        Optional<Path> chromium = program("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = program("chromedriver");
        assumeTrue(chromium.isPresent(), "no Chromium on the PATH: the page is not tested in a browser");
        assumeTrue(driver.isPresent(), "no chromedriver on the PATH: the page is not tested in a browser");
        Files.createDirectories(SHOTS);
        ChromeDriverService drivers = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.get().toFile())
                .usingAnyFreePort()
                .withLogOutput(OutputStream.nullOutputStream())
                .build();
        return new Chromium(drivers, new ChromeDriver(drivers, options(chromium.get())));
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
        String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        return Stream.of(names)
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    ChromeDriver driver() {
        return browser;
    }

    /** Opens the page and waits until it knows its model. */
    void open(SoundServer server) {
        browser.get(server.address().toString());
        await("the model's facts", () -> !text("model").isEmpty());
    }

    /** Gives the page a sound and waits for the answer. */
    void upload(Path file) {
        browser.findElement(By.id("file")).sendKeys(file.toAbsolutePath().toString());
        await(
                "an answer",
                () -> text("status").startsWith("Heard: ") || text("status").startsWith("Not sure"));
    }

    /** How many colours a canvas shows: one if nothing is drawn. */
    int colours(String id) {
        Object count = browser.executeScript(
                "const c = document.getElementById(arguments[0]);"
                        + "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                        + "const s = new Set(); for (let i = 0; i < d.length; i += 4) s.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); return s.size",
                id);
        return ((Number) count).intValue();
    }

    String text(String id) {
        return (String) browser.executeScript("return document.getElementById(arguments[0]).textContent", id);
    }

    void click(String id) {
        browser.findElement(By.id(id)).click();
    }

    void await(String what, BooleanSupplier there) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!there.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("waiting for %s; status: %s", what, text("status") + text("error"))
                    .isLessThan(end);
        }
    }

    void shoot(String name) throws IOException {
        Map<String, Object> shot = browser.executeCdpCommand(
                "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "format", "png"));
        Files.write(SHOTS.resolve(name + ".png"), Base64.getDecoder().decode((String) shot.get("data")));
    }

    @Override
    public void close() {
        browser.quit();
        drivers.close();
    }
}
