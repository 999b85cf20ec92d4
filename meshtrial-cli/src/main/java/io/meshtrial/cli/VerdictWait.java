package io.meshtrial.cli;

import io.meshtrial.cli.Terminal.Ink;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks for the verdict until it decides or patience ends; says each change of it once. */
final class VerdictWait {

    private final Service service;
    private final Terminal terminal;
    private final Duration look;
    private String said = "";

    VerdictWait(Service service, Terminal terminal, Duration look) {
        this.service = service;
        this.terminal = terminal;
        this.look = look;
    }

    ExitCode until(String id, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            String state = service.get(Call.experiment(id))
                    .path("status")
                    .path("state")
                    .asString("");
            JsonNode verdict = service.find(Call.results(id) + "/verdict")
                    .orElse(JsonMapper.shared().createObjectNode());
            say(state, verdict);
            Optional<ExitCode> decided = Outcome.decided(state, verdict);
            if (decided.isPresent()) {
                return decided.get();
            }
            if (System.nanoTime() >= end) {
                terminal.err().println("Not decided within " + patience.toSeconds() + " s.");
                return Outcome.late(verdict);
            }
            LockSupport.parkNanos(Math.min(look.toNanos(), Math.max(1, end - System.nanoTime())));
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
