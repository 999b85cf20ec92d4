package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.meshtrial.localmesh.apiserver.WriteRequest.FieldValidation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request with its whole body; what cannot be read is an {@link ApiFailure} 400. */
record WireRequest(HttpServerRequest http, Buffer body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();

    boolean isEmpty() {
        return body.length() == 0;
    }

    WriteRequest writing(ApiPath path) {
        FieldValidation validation =
                switch (Optional.ofNullable(http.getParam("fieldValidation")).orElse("")) {
                    case "", "Warn" -> FieldValidation.WARN;
                    case "Ignore" -> FieldValidation.IGNORE;
                    case "Strict" -> FieldValidation.STRICT;
                    default -> throw ApiFailure.badRequest("fieldValidation is Ignore, Warn or Strict");
                };
        return new WriteRequest(path.key(), path.version(), manager(), dryRun(), validation, path.status());
    }

    private String manager() {
        String named = http.getParam("fieldManager");
        return named != null && !named.isEmpty() ? named : agent(http);
    }

    /** The client's name without its version. */
    static String agent(HttpServerRequest http) {
        return Optional.ofNullable(http.getHeader("User-Agent"))
                .orElse("unknown")
                .split("/", 2)[0];
    }

    boolean dryRun() {
        String value = http.getParam("dryRun");
        if (value != null && !value.isEmpty() && !value.equals("All")) {
            throw ApiFailure.badRequest("dryRun: Unsupported value: \"" + value + "\": supported values: \"All\"");
        }
        return "All".equals(value);
    }

    ObjectNode object() {
        if (read(mediaType().equals("application/yaml") ? YAML : JSON) instanceof ObjectNode object) {
            return object;
        }
        throw ApiFailure.badRequest("the body is not an object");
    }

    JsonNode json() {
        return read(JSON);
    }

    String mediaType() {
        @Nullable String type = http.getHeader("Content-Type");
        return type == null ? "application/json" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    private JsonNode read(ObjectMapper mapper) {
        try {
            return mapper.readTree(body.getBytes());
        } catch (JsonProcessingException e) {
            throw ApiFailure.badRequest("couldn't decode the body: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw ApiFailure.badRequest("couldn't read the body: " + e.getMessage());
        }
    }
}
