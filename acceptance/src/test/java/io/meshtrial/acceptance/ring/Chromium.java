package io.meshtrial.acceptance.ring;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Chromium that the machine has, or else the one that Playwright fetches. */
public final class Chromium {

    private static final Path INSTALLED = Path.of(System.getProperty("meshtrial.chromium", "/usr/bin/chromium"));

    private Chromium() {}

    public static Playwright playwright() {
        return Playwright.create(new Playwright.CreateOptions()
                .setEnv(Files.isExecutable(INSTALLED) ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of()));
    }

    public static Browser launch(Playwright playwright) {
        LaunchOptions options = new LaunchOptions()
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"));
        if (Files.isExecutable(INSTALLED)) {
            options.setExecutablePath(INSTALLED);
        }
        return playwright.chromium().launch(options);
    }
}
