package io.meshtrial.localmesh.supervisor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts objects into the Kubernetes API as {@code kubectl create} and {@code kubectl replace} would. */
final class KubernetesObjects {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    private final HttpClient http;
    private final String url;
    private final String token;

    KubernetesObjects(HttpClient http, String url, String token) {
        this.http = http;
        this.url = url;
        this.token = token;
    }

    /** The objects that a Kustomization names, in its order. */
    static List<ObjectNode> read(Path directory) throws IOException {
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode file :
                YAML.readTree(directory.resolve("kustomization.yaml").toFile()).path("resources")) {
            try (var parser = YAML.createParser(Files.readString(directory.resolve(file.asText())));
                    var documents = YAML.readValues(parser, ObjectNode.class)) {
                documents.forEachRemaining(objects::add);
            }
        }
        return objects;
    }

    /** Creates the object; one that exists stays as it is. Says whether it was created. */
    boolean create(ObjectNode object) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", collection(object), object.toString());
        if (answer.statusCode() != 201 && answer.statusCode() != 409) {
            throw refused("create", object, answer);
        }
        return answer.statusCode() == 201;
    }

    /** Creates the object, or puts its content in the place of the one that exists. */
    void put(ObjectNode object) throws IOException, InterruptedException {
        if (create(object)) {
            return;
        }
        String path =
                collection(object) + "/" + object.path("metadata").path("name").asText();
        JsonNode current = JSON.readTree(send("GET", path, "").body());
        ObjectNode replacement = object.deepCopy();
        replacement.withObjectProperty("metadata").set("resourceVersion", current.at("/metadata/resourceVersion"));
        HttpResponse<String> answer = send("PUT", path, replacement.toString());
        if (answer.statusCode() != 200) {
            throw refused("replace", object, answer);
        }
    }

    private String collection(ObjectNode object) throws IOException, InterruptedException {
        String apiVersion = object.path("apiVersion").asText();
        String group = (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
        for (JsonNode resource : JSON.readTree(send("GET", group, "").body()).path("resources")) {
            if (resource.path("kind").equals(object.path("kind"))) {
                String namespace = resource.path("namespaced").asBoolean()
                        ? "/namespaces/"
                                + object.path("metadata").path("namespace").asText()
                        : "";
                return group + namespace + "/" + resource.path("name").asText();
            }
        }
        throw new IllegalStateException(
                "the API has no " + apiVersion + " " + object.path("kind").asText());
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("User-Agent", "kubectl/local")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static IllegalStateException refused(String verb, ObjectNode object, HttpResponse<String> answer) {
        return new IllegalStateException("cannot " + verb + " "
                + object.path("kind").asText() + " "
                + object.path("metadata").path("name").asText() + ": " + answer.statusCode() + " " + answer.body());
    }
}
