package io.meshtrial.cli;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What an experiment's state and verdict mean to a pipeline that waits. Missing data is never a pass. */
final class Outcome {

    private static final Set<String> GOOD = Set.of("BETTER", "NO_HARM");

    private Outcome() {}

    /** Nothing while it is worth waiting on. */
    static Optional<ExitCode> decided(String state, JsonNode verdict) {
        return switch (state) {
            case "PROMOTED" -> Optional.of(ExitCode.DONE);
            case "ROLLED_BACK" -> Optional.of(ExitCode.HARM);
            case "STOPPED" -> Optional.of(ExitCode.INCONCLUSIVE);
            default -> decided(verdict);
        };
    }

    private static Optional<ExitCode> decided(JsonNode verdict) {
        String word = verdict.path("word").asString("");
        if (word.equals("HARM")) {
            return Optional.of(ExitCode.HARM);
        }
        if (word.equals("INCONCLUSIVE")) {
            return Optional.of(ExitCode.INCONCLUSIVE);
        }
        return GOOD.contains(word) && promotable(verdict.path("promotion"))
                ? Optional.of(ExitCode.DONE)
                : Optional.empty();
    }

    private static boolean promotable(JsonNode conditions) {
        if (conditions.isEmpty()) {
            return false;
        }
        for (JsonNode condition : conditions) {
            if (!condition.path("state").asString("").equals("MET")) {
                return false;
            }
        }
        return true;
    }

    /** When patience is over: what the last verdict lacked. */
    static ExitCode late(JsonNode verdict) {
        return verdict.path("word").asString("").equals("CANNOT_JUDGE") ? ExitCode.CANNOT_JUDGE : ExitCode.INCONCLUSIVE;
    }
}
