package io.meshtrial.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Asks again and again. Once there was an answer, a time without one is said and waited out: services are upgraded. */
record Watch(Terminal terminal, Duration every) {

    void over(Supplier<JsonNode> answer, Consumer<JsonNode> show) {
        show.accept(answer.get());
        boolean away = false;
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(every.toNanos());
            try {
                show.accept(answer.get());
                away = false;
            } catch (CommandFailure failure) {
                if (failure.code() != ExitCode.UNREACHABLE
                        || Thread.currentThread().isInterrupted()) {
                    throw failure;
                }
                if (!away) {
                    terminal.err().println(terminal.ink(Terminal.Ink.WARN, "◔ ") + failure.getMessage());
                    terminal.err().println("  what is shown is the last answer; asking again");
                }
                away = true;
            }
        }
    }

    /**
     * Draws over the picture before, line by line, so that nothing flickers; long lines are cut at the edge, where a
     * wrapped one would push the picture down. Wrapping is on again after each picture: Ctrl-C may come at any time.
     */
    void draw(List<String> lines, boolean first) {
        StringBuilder frame =
                new StringBuilder("\u001b[?7l").append(first ? "\u001b[2J" : "").append("\u001b[H");
        lines.forEach(line -> frame.append(line).append("\u001b[K").append(System.lineSeparator()));
        terminal.out().print(frame.append("\u001b[J\u001b[?7h"));
        terminal.out().flush();
    }
}
