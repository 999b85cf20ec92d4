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

    /** What no test can type to its end, by its beginning, and why; the program reads the line and asks for the server. */
    private static final Map<String, String> WANTS_A_CLUSTER = Map.of(
            "kubectl apply -k",
                    "needs the kinds of Istio and Prometheus in a cluster; SchemasTest and ManifestsTest hold the objects",
            "kubectl delete -k", "as apply -k",
            "kubectl -n meshtrial rollout status", "needs a cluster that runs Pods");

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

    @Test
    void everyOtherLineIsUnderstoodAndOnlyWantsACluster() throws Exception {
        List<String> unread = new ArrayList<>(WANTS_A_CLUSTER.keySet());
        for (String line : lines("kubectl ")) {
            if (line.contains(" create secret ") || line.startsWith("kubectl label namespace ")) {
                continue;
            }
            if (line.startsWith("kubectl create namespace")) {
                assertThat(typed(line + " --dry-run=client -o json")
                                .path("kind")
                                .asText())
                        .isEqualTo("Namespace");
            } else if (line.startsWith("kubectl kustomize")) {
                assertThat(said(line, "cd .. && ")).startsWith("0 ").contains("kind: Deployment");
            } else {
                assertThat(WANTS_A_CLUSTER.keySet()).as(line).anyMatch(line::startsWith);
                unread.removeIf(line::startsWith);
                assertThat(said(line + " --server=http://127.0.0.1:1", "cd .. && "))
                        .as(line)
                        .startsWith("1 ")
                        .contains("refused")
                        .doesNotContain("unknown flag", "unknown command", "no such file");
            }
        }
        assertThat(unread).as("lines that the guide does not have any more").isEmpty();
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

    /** The exit code, a space, and all that was said. */
    private String said(String line, String first) throws IOException, InterruptedException {
        assumeKubectl();
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", first + line).redirectErrorStream(true);
        shell.environment().put("KUBECONFIG", folder + "/none");
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said;
    }

    private static void assumeKubectl() {
        Assumptions.assumeTrue(
                Stream.of("/usr/bin/kubectl", "/usr/local/bin/kubectl")
                        .anyMatch(path -> Files.isExecutable(Path.of(path))),
                "no kubectl: Debian's package kubernetes-client has it");
    }

    /** As a shell does it, without any cluster. */
    private JsonNode typed(String line) throws IOException, InterruptedException {
        assumeKubectl();
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", line).redirectError(ProcessBuilder.Redirect.INHERIT);
        shell.environment().putAll(Map.of("DATABASE_PASSWORD", "a password", "KUBECONFIG", folder + "/none"));
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", line, said).isZero();
        return JSON.readTree(said);
    }
}
