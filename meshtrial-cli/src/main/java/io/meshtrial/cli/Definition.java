package io.meshtrial.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A file that says what an experiment is to be, in YAML or JSON: the members that {@code POST /api/v1/experiments} takes.
 *
 * @param id by which it is found again: applying twice must mean the same experiment
 */
record Definition(String id, ObjectNode body) {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final long MOST_BYTES = 1_048_576;

    static Definition read(Path file) {
        ObjectNode body = body(file);
        String id = body.path("id").asString("");
        if (id.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, file + " has no id: add one line such as \"id: search-ranking\" to find it again");
        }
        return new Definition(id, body);
    }

    private static ObjectNode body(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CommandFailure(ExitCode.USAGE, file + " is larger than 1 MiB");
            }
            JsonNode node = YAML.readTree(Files.readString(file));
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new CommandFailure(ExitCode.USAGE, file + " is no YAML or JSON object");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, file + " cannot be read: " + e.getMessage());
        } catch (JacksonException e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": " + e.getOriginalMessage() + place(e));
        }
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    /** What a merge patch on the stored experiment takes: everything but the id and the rules, which have their own way. */
    ObjectNode members() {
        ObjectNode members = body.deepCopy();
        members.remove("id");
        members.remove("rules");
        return members;
    }
}
