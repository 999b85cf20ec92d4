package io.meshtrial.routing.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.meshtrial.routing.object.MeshObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads recordings: one JSON object a line; the objects that every case has stand in {@code base.yaml} beside, else those
 * of the project's own recordings are taken.
 */
final class RecordingReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private RecordingReader() {}

    /**
     * What a file holds.
     *
     * @param unreadable what is wrong with each line that is no recording, with file, line and case
     * @param shippedBase whether no {@code base.yaml} is beside it
     */
    record RecordedFile(List<Recording> recordings, List<String> unreadable, boolean shippedBase) {
        RecordedFile {
            recordings = List.copyOf(recordings);
            unreadable = List.copyOf(unreadable);
        }
    }

    /** @throws UnreadableRecordingException where the file cannot be read as lines, or has none */
    static RecordedFile read(Path file) throws UnreadableRecordingException {
        Path beside = file.resolveSibling("base.yaml");
        boolean shipped = !Files.exists(beside);
        List<MeshObject> base = shipped ? shippedBase() : base(beside);
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new UnreadableRecordingException(file + " is not UTF-8 text");
        } catch (IOException e) {
            throw new UnreadableRecordingException("cannot read " + file + ": " + e.getMessage());
        }
        List<Recording> recordings = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                try {
                    recordings.add(recording(lines.get(i), base, file + " line " + (i + 1)));
                } catch (UnreadableRecordingException e) {
                    unreadable.add(String.valueOf(e.getMessage()));
                }
            }
        }
        if (recordings.isEmpty() && unreadable.isEmpty()) {
            throw new UnreadableRecordingException(file + " holds no recording");
        }
        return new RecordedFile(recordings, unreadable, shipped);
    }

    private static List<MeshObject> shippedBase() {
        try (InputStream stream = RecordingReader.class.getResourceAsStream("base.yaml")) {
            return documents(YAML.readerFor(JsonNode.class).readValues(Objects.requireNonNull(stream)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<MeshObject> base(Path file) throws UnreadableRecordingException {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
            return documents(documents);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableRecordingException("cannot read " + file + ": " + firstLine(e));
        }
    }

    private static List<MeshObject> documents(MappingIterator<JsonNode> documents) throws IOException {
        List<MeshObject> objects = new ArrayList<>();
        while (documents.hasNextValue()) {
            objects.add(new MeshObject(documents.nextValue()));
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
        for (String field : List.of("id", "expect", "virtualService")) {
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
                texts(json.path("validation")),
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
