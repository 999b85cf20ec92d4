package io.meshtrial.cli;

import io.meshtrial.cli.Terminal.Ink;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Asks for the verdict until it decides or patience ends; says each change of it once. */
final class VerdictWait {

    private record Look(
            Optional<ExitCode> code,
            JsonNode verdict,
            @Nullable CommandFailure failure) {}

    private final Service service;
    private final Terminal terminal;
    private final Duration every;
    private final LongSupplier nanos;
    private String said = "";

    /** @param nanos a clock such as {@link System#nanoTime()} */
    VerdictWait(Service service, Terminal terminal, Duration every, LongSupplier nanos) {
        this.nanos = nanos;
        this.service = service;
        this.terminal = terminal;
        this.every = every;
    }

    /**
     * A service that never answered fails at once. One that did may be away for a while, as in an upgrade; if it still is
     * when patience ends, that is what is said, and not a verdict of earlier.
     */
    ExitCode until(String id, Duration patience) {
        long end = nanos.getAsLong() + patience.toNanos();
        Look look = look(id);
        while (true) {
            if (look.code().isPresent()) {
                return look.code().get();
            }
            if (nanos.getAsLong() >= end) {
                terminal.err().println("Not decided within " + patience.toSeconds() + " s.");
                return look.failure() == null ? Outcome.late(look.verdict()) : ExitCode.UNREACHABLE;
            }
            LockSupport.parkNanos(Math.min(every.toNanos(), Math.max(1, end - nanos.getAsLong())));
            look = again(id);
        }
    }

    private Look again(String id) {
        try {
            return look(id);
        } catch (CommandFailure failure) {
            if (failure.code() != ExitCode.UNREACHABLE || Thread.currentThread().isInterrupted()) {
                throw failure;
            }
            String now = String.valueOf(failure.getMessage());
            if (!now.equals(said)) {
                said = now;
                terminal.err().println(terminal.ink(Ink.WARN, "◔ ") + now);
            }
            return new Look(Optional.empty(), MissingNode.getInstance(), failure);
        }
    }

    private Look look(String id) {
        String state =
                service.get(Call.experiment(id)).path("status").path("state").asString("");
        JsonNode verdict = service.find(Call.results(id) + "/verdict")
                .orElse(JsonMapper.shared().createObjectNode());
        say(state, verdict);
        return new Look(Outcome.decided(state, verdict), verdict, null);
    }

    private void say(String state, JsonNode verdict) {
        String now = state + " " + verdict.path("word").asString("no result yet") + " "
                + verdict.path("reason").asString("");
        if (!now.equals(said)) {
            said = now;
            terminal.err()
                    .println(terminal.ink(Ink.DIM, StatusText.words(state) + " · ")
                            + StatusText.verdictWord(terminal, verdict) + "  "
                            + Terminal.safe(verdict.path("sentence").asString("")));
        }
    }
}
