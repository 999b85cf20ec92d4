package io.meshtrial.acceptance.ring;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Chromium that the machine has, or else the one that Playwright fetches. */
public final class Chromium {

    private static final Optional<Path> INSTALLED = InstalledChromium.ofThisMachine();

    private Chromium() {}

    public static Playwright playwright() {
        return Playwright.create(new Playwright.CreateOptions()
                .setEnv(INSTALLED.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of()));
    }

    public static Browser launch(Playwright playwright) {
        LaunchOptions options = new LaunchOptions()
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"));
        INSTALLED.ifPresent(options::setExecutablePath);
        return playwright.chromium().launch(options);
    }
}
