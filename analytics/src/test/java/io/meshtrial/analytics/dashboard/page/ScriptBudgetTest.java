package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ScriptBudgetTest {

    private static final int BUDGET = 150 * 1024;

    @Test
    void allScriptsOfAllPagesTogetherAreAtMost150KilobytesCompressed() throws IOException {
        Set<String> scripts = new ConcurrentSkipListSet<>();
        long bytes = 0;
        PageServer server = Stage.SERVER;
        server.play(Scenario.running());
        Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
        page.onRequest(request -> {
            assertThat(request.url()).as("no request to anyone else").startsWith(server.address());
            if (request.resourceType().equals("script")) {
                scripts.add(URI.create(request.url()).getPath());
            }
        });
        for (String path : new String[] {
            "/",
            "/experiments/search-ranking",
            "/experiments/search-ranking/edit",
            "/experiments/search-ranking/verification"
        }) {
            page.navigate(server.address() + path);
            assertThat(page.locator("h1").first()).isVisible();
        }
        for (String script : scripts) {
            bytes += gzipped(Objects.requireNonNull(server.file(script), script));
        }

        assertThat(scripts).hasSizeGreaterThan(30);
        assertThat(bytes).as("gzipped bytes of %d scripts", scripts.size()).isLessThanOrEqualTo(BUDGET);
    }

    /** What is served is what people read: no build makes one of the other. */
    @Test
    void noLineOfAScriptIsLongerThanTwoHundredCharacters() throws IOException {
        List<String> tooLong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/static/js"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".js")).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.length() > 200)
                        .forEach(line -> tooLong.add(file + ": " + line));
            }
        }
        assertThat(tooLong).isEmpty();
    }

    private static int gzipped(byte[] script) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(script);
        }
        return out.size();
    }
}
