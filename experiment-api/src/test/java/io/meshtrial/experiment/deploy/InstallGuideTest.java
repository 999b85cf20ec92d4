package io.meshtrial.experiment.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The {@code kubectl} lines of the guide against the manifests that they install: the real program makes of each line the
 * object that it would send ({@code --dry-run}, {@code --local}), and what that object says must be what the manifests ask for.
 */
class InstallGuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "guide");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void secretsHaveTheNamesAndKeysThatThePodsRead() throws Exception {
        Map<String, TreeSet<String>> made = new TreeMap<>();
        for (String line : lines("kubectl -n meshtrial create secret ")) {
            JsonNode secret = typed(line + " --dry-run=client -o json");
            assertThat(secret.at("/metadata/namespace").asText()).isEqualTo("meshtrial");
            secret.path("data")
                    .fieldNames()
                    .forEachRemaining(key -> made.computeIfAbsent(
                                    secret.at("/metadata/name").asText(), name -> new TreeSet<>())
                            .add(key));
        }
        Map<String, TreeSet<String>> read = new TreeMap<>();
        for (JsonNode object : Kustomize.built("overlays/production")) {
            for (JsonNode reference : object.findValues("secretKeyRef")) {
                read.computeIfAbsent(reference.path("name").asText(), name -> new TreeSet<>())
                        .add(reference.path("key").asText());
            }
        }
        assertThat(made).isNotEmpty().isEqualTo(read);
    }

    @Test
    void labelsOfNamespacesAreThoseThatTheNetworkPoliciesLetIn() throws Exception {
        Path namespace = Files.writeString(
                folder.resolve("namespace.json"),
                "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"any\"}}");
        TreeSet<String> made = new TreeSet<>();
        for (String line : lines("kubectl label namespace ")) {
            String local = line.replaceFirst("namespace \\S+", "--local -o json -f " + namespace);
            typed(local).at("/metadata/labels").properties().forEach(label -> made.add(label.toString()));
        }
        TreeSet<String> asked = new TreeSet<>();
        for (JsonNode object : Kustomize.built("overlays/production")) {
            if (object.path("kind").asText().equals("NetworkPolicy")) {
                object.path("spec")
                        .path("ingress")
                        .findValues("namespaceSelector")
                        .forEach(selector -> selector.path("matchLabels")
                                .properties()
                                .forEach(label -> asked.add(label.toString())));
            }
        }
        assertThat(made).isNotEmpty();
        assertThat(asked).containsAll(made);
    }

    @Test
    void everyFolderNamespaceAndDeploymentThatIsNamedIsThere() throws Exception {
        List<String> names = new ArrayList<>();
        for (JsonNode object : Kustomize.built("overlays/production")) {
            names.add(object.path("kind").asText().toLowerCase(java.util.Locale.ROOT) + "/"
                    + object.at("/metadata/name").asText());
        }
        List<String> kubectl = lines("kubectl ");
        assertThat(named(kubectl, " (?:-k|kustomize) (\\S+)"))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(Path.of("..", path).resolve("kustomization.yaml"))
                        .isRegularFile());
        assertThat(named(kubectl, "(deployment/\\S+)")).isNotEmpty().allMatch(names::contains);
        assertThat(named(kubectl, "(?: -n|create namespace) (\\S+)"))
                .isNotEmpty()
                .allMatch(name -> names.contains("namespace/" + name));
    }

    private static List<String> named(List<String> lines, String pattern) {
        return lines.stream()
                .flatMap(line -> Pattern.compile(pattern).matcher(line).results())
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> lines(String beginning) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> pages = Files.list(GUIDE)) {
            for (Path page : pages.sorted().toList()) {
                Files.readAllLines(page).stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith(beginning))
                        .forEach(found::add);
            }
        }
        assertThat(found).as("lines of the guide that begin with %s", beginning).isNotEmpty();
        return found;
    }

    /** As a shell does it, without any cluster. */
    private JsonNode typed(String line) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Stream.of("/usr/bin/kubectl", "/usr/local/bin/kubectl")
                        .anyMatch(path -> Files.isExecutable(Path.of(path))),
                "no kubectl: Debian's package kubernetes-client has it");
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", line).redirectError(ProcessBuilder.Redirect.INHERIT);
        shell.environment().putAll(Map.of("DATABASE_PASSWORD", "a password", "KUBECONFIG", folder + "/none"));
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", line, said).isZero();
        return JSON.readTree(said);
    }
}
