package io.meshtrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code status --watch}: the service changes when a picture was drawn, not when time has passed. */
class WatchTest {

    private static final String RESULTS = "GET /api/v1/results";
    private static final String RUNNING = """
            {"items": [{"experiment": "search", "state": "RUNNING", "word": "NO_HARM", "sentence": "fine"}]}""";
    private static final String HARMED = RUNNING.replace("NO_HARM", "HARM");

    private final DocumentedService service = new DocumentedService().on(RESULTS, 200, RUNNING);
    private final StringWriter err = new StringWriter();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void eachPictureIsDrawnOverTheOneBeforeAndAPauseOfTheServiceIsWaitedOut() {
        StringWriter out = new StringWriter();
        PrintWriter picture = counting(out, drawn -> {
            switch (drawn) {
                case 1 -> service.on(RESULTS, 503, "{\"title\": \"Starting\"}");
                default -> Thread.currentThread().interrupt();
            }
        });
        PrintWriter notes = counting(err, noted -> service.on(RESULTS, 200, HARMED));

        int code = run(new Terminal(picture, notes, false, true), "status", "--watch", "--every", "0s");

        assertThat(code).isZero();
        assertThat(out.toString().split("\u001b\\[\\?7l"))
                .hasSize(3)
                .satisfies(pictures -> {
                    assertThat(pictures[1]).startsWith("\u001b[2J\u001b[H").contains("✓ No harm so far");
                    assertThat(pictures[2]).startsWith("\u001b[H").contains("✗ Harm");
                })
                .allSatisfy(drawn -> assertThat(drawn.isEmpty() || drawn.endsWith("\u001b[J\u001b[?7h"))
                        .isTrue());
        assertThat(err.toString()).containsOnlyOnce("Starting").contains("the last answer");
    }

    @Test
    void aServiceThatNeverAnsweredEndsItAtOnce() {
        service.on(RESULTS, 503, "{\"title\": \"Starting\"}");

        assertThat(run(new Terminal(new PrintWriter(err), new PrintWriter(err), false, true), "status", "--watch"))
                .isEqualTo(3);
    }

    @Test
    void aPipeGetsOneLineOfJsonForEachAnswer() {
        StringWriter out = new StringWriter();
        PrintWriter lines = new PrintWriter(out) {
            @Override
            public void println(String line) {
                super.println(line);
                if (out.toString().lines().count() == 2) {
                    Thread.currentThread().interrupt();
                }
            }
        };

        int code = run(
                new Terminal(lines, new PrintWriter(err), false, false),
                "status",
                "--watch",
                "--every",
                "0s",
                "-o",
                "json");

        assertThat(code).isZero();
        assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"items\":["));
    }

    private int run(Terminal terminal, String... arguments) {
        try {
            return Main.run(
                    terminal, Map.of("MESHTRIAL_TOKEN", "secret", "MESHTRIAL_SERVER", service.address()), arguments);
        } finally {
            Thread.interrupted();
        }
    }

    private static PrintWriter counting(StringWriter text, IntConsumer after) {
        return new PrintWriter(text) {
            private int flushed;

            @Override
            public void flush() {
                super.flush();
                after.accept(++flushed);
            }

            @Override
            public void println(String line) {
                super.println(line);
                flush();
            }
        };
    }
}
