package io.meshtrial.routing.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.meshtrial.routing.object.MeshObject;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads recordings: one JSON object a line; the objects that every case has stand in {@code base.yaml} beside. */
final class RecordingReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private RecordingReader() {}

    /** @throws UnreadableRecordingException with the line that is not a recording */
    static List<Recording> read(Path file) throws UnreadableRecordingException {
        List<MeshObject> base = base(file.resolveSibling("base.yaml"));
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new UnreadableRecordingException(file + " is not UTF-8 text");
        } catch (IOException e) {
            throw new UnreadableRecordingException("cannot read " + file + ": " + e.getMessage());
        }
        List<Recording> recordings = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                recordings.add(recording(lines.get(i), base, file + " line " + (i + 1)));
            }
        }
        if (recordings.isEmpty()) {
            throw new UnreadableRecordingException(file + " holds no recording");
        }
        return recordings;
    }

    private static List<MeshObject> base(Path file) throws UnreadableRecordingException {
        List<MeshObject> objects = new ArrayList<>();
        if (!Files.exists(file)) {
            return objects;
        }
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
            while (documents.hasNext()) {
                objects.add(new MeshObject(documents.next()));
            }
        } catch (IOException | RuntimeException e) {
            throw new UnreadableRecordingException("cannot read " + file + ": " + firstLine(e));
        }
        return objects;
    }

    private static Recording recording(String line, List<MeshObject> base, String position)
            throws UnreadableRecordingException {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UnreadableRecordingException(position + " is not JSON: " + e.getOriginalMessage());
        }
        for (String field : List.of("id", "expect", "virtualService", "requests")) {
            if (!json.hasNonNull(field)) {
                throw new UnreadableRecordingException(position + " is no recording: it has no \"" + field + "\"");
            }
        }
        String place = position + ", case " + json.path("id").asText();
        RecordedShape.check(json, place);
        List<MeshObject> objects = new ArrayList<>(base);
        MeshObject virtualService = new MeshObject(json.path("virtualService"));
        objects.add(virtualService);
        for (String field : List.of("otherVirtualServices", "destinationRules", "extra")) {
            json.path(field).forEach(object -> objects.add(new MeshObject(object)));
        }
        return new Recording(
                json.path("id").asText(),
                json.path("note").asText(""),
                virtualService,
                List.copyOf(objects),
                refusal(json, place),
                texts(json.path("watch")),
                texts(json.path("watchResponse")),
                requests(json, place));
    }

    private static Recording.Refusal refusal(JsonNode json, String place) throws UnreadableRecordingException {
        return switch (json.path("expect").asText()) {
            case "rejected" -> Recording.Refusal.BY_VALIDATION;
            case "accepted" -> json.hasNonNull("delivery") ? Recording.Refusal.BY_PROXIES : Recording.Refusal.NONE;
            default ->
                throw new UnreadableRecordingException(place + ": \"expect\" is neither \"accepted\" nor \"rejected\"");
        };
    }

    private static List<RecordedRequest> requests(JsonNode json, String place) throws UnreadableRecordingException {
        List<RecordedRequest> requests = new ArrayList<>();
        for (JsonNode request : json.path("requests")) {
            RecordedShape.checkRequest(request, place + ", request " + (requests.size() + 1));
            String via = request.path("via").asText(json.path("via").asText("gateway"));
            requests.add(new RecordedRequest(requests.size(), via, request));
        }
        return List.copyOf(requests);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
