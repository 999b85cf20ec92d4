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
    private String told = "";

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
        JsonNode status = service.get(Call.experiment(id)).path("status");
        String state = status.path("state").asString("");
        JsonNode verdict = service.find(Call.results(id) + "/verdict")
                .orElse(JsonMapper.shared().createObjectNode());
        say(state, verdict);
        Optional<ExitCode> code = Outcome.decided(state, verdict);
        boolean byState = Outcome.decided(state, MissingNode.getInstance()).isPresent();
        return new Look(code.isEmpty() || byState ? code : ofAppliedRevision(id, state, status), verdict, null);
    }

    /**
     * The verdict may still be that of the rules before: it counts when the mesh serves the newest revision and analytics
     * knows it. Both stand in one answer, so that the verdict and its revision belong together.
     */
    private Optional<ExitCode> ofAppliedRevision(String id, String state, JsonNode status) {
        int applied = status.path("revision").asInt();
        JsonNode results = service.find(Call.results(id)).orElse(MissingNode.getInstance());
        int judged = results.path("experiment").path("revision").asInt(-1);
        int served = status.path("observedRevision").asInt();
        if (judged < applied || served < applied) {
            tell("Waiting for revision " + applied + ": the mesh serves " + served + ", "
                    + (judged < 0 ? "analytics knows none." : "analytics judges " + judged + "."));
            return Optional.empty();
        }
        return Outcome.decided(state, results.path("verdict"));
    }

    private void tell(String now) {
        if (!now.equals(told)) {
            told = now;
            terminal.err().println(terminal.ink(Ink.DIM, "◔ ") + now);
        }
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
