package io.meshtrial.experiment.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests of deploy/, built as kustomize builds them and read as the kinds that they claim to be. */
class ManifestsTest {

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @ParameterizedTest
    @ValueSource(strings = {"base", "demo", "monitoring", "telemetry", "overlays/kind", "overlays/production"})
    void everyObjectHasTheFieldsOfItsKindAndNoOther(String folder) throws Exception {
        List<JsonNode> objects = Kustomize.built(folder);

        assertThat(objects).isNotEmpty();
        List<String> unknown = new ArrayList<>();
        for (JsonNode object : objects) {
            HasMetadata typed = serialization.unmarshal(object.toString(), HasMetadata.class);
            JsonNode again = serialization.convertValue(typed, JsonNode.class);
            Lost.find(
                    object,
                    again,
                    object.path("kind").asText() + " "
                            + object.path("metadata").path("name").asText(),
                    unknown);
        }
        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/kind", "overlays/production"})
    void everyPodIsConfinedAndEveryReferenceFindsItsObject(String folder) throws Exception {
        List<JsonNode> objects = Kustomize.built(folder);

        assertThat(PodRules.violations(objects)).isEmpty();
        assertThat(References.dangling(objects)).isEmpty();
    }

    /** The kind cluster has it; whoever brings a mesh of their own is told. */
    @Test
    void whereASidecarNeedsIstiosCniPluginItIsThereOrAskedFor() throws Exception {
        for (String overlay : List.of("overlays/kind", "overlays/production")) {
            assertThat(PodRules.needingIstioCni(Kustomize.built(overlay))).containsExactly("analytics");
        }
        assertThat(YamlDocuments.read(Path.of("../deploy/kind/istio.yaml"))
                        .getFirst()
                        .at("/spec/components/cni/enabled")
                        .asBoolean())
                .isTrue();
        assertThat(Files.readString(Path.of("../docs/guide/install.md")))
                .contains("Istio's CNI plugin", "`restricted`");
    }

    /** PRODUCT's table of rights: what may be written, and where. */
    @Test
    void ourAccountWritesNothingButVirtualServicesDestinationRulesAndItsLease() throws Exception {
        List<String> writes = new ArrayList<>();
        for (JsonNode object : Kustomize.built("overlays/production")) {
            assertThat(object.path("kind").asText()).isNotEqualTo("ClusterRole").isNotEqualTo("ClusterRoleBinding");
            for (JsonNode rule : object.path("rules")) {
                rule.path("verbs").forEach(verb -> {
                    if (!List.of("get", "list", "watch").contains(verb.asText())) {
                        rule.path("resources")
                                .forEach(resource -> writes.add(object.path("metadata")
                                                .path("namespace")
                                                .asText()
                                        + " " + verb.asText() + " " + resource.asText()));
                    }
                });
            }
        }

        assertThat(writes)
                .containsExactlyInAnyOrder(
                        "catalog patch virtualservices",
                        "catalog patch destinationrules",
                        "catalog create destinationrules",
                        "catalog delete destinationrules",
                        "meshtrial create leases",
                        "meshtrial update leases",
                        "meshtrial patch leases");
    }

    /** Where a tool is missing, the files are at least YAML, and objects say what they are. Patches are no objects. */
    @Test
    void everyFileIsYamlAndEveryObjectHasAKind() throws IOException {
        try (Stream<Path> files = Files.walk(Kustomize.DEPLOY)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                for (JsonNode document : YamlDocuments.read(file)) {
                    if (document.has("metadata")) {
                        assertThat(document.path("kind").asText())
                                .as(file.toString())
                                .isNotEmpty();
                        assertThat(document.path("apiVersion").asText())
                                .as(file.toString())
                                .isNotEmpty();
                    }
                }
            }
        }
    }
}
