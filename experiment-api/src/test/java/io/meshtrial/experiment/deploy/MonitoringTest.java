package io.meshtrial.experiment.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.meshtrial.experiment.support.RunningApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** deploy/monitoring: alerts, held by Prometheus' own tool, and whether a scrape is let in. */
class MonitoringTest {

    private static final Path TOOL = Path.of("/usr/bin/promtool");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String MONITORING = "a-token-of-the-monitoring";

    @TempDir
    private Path folder = Path.of("");

    /** Oracle: alerts.yaml, by hand from what each alert says; each series has its own case of absence. */
    @Test
    void everyAlertFiresWhenItsSummaryHoldsAndOnlyThen() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(TOOL), "alerts are not tested: Debian's package prometheus has promtool");
        JsonNode rules =
                YamlDocuments.read(Path.of("../deploy/monitoring/rules.yaml")).getFirst();
        ObjectNode file = YAML.createObjectNode();
        file.set("groups", rules.at("/spec/groups"));
        YAML.writeValue(folder.resolve("rules.yaml").toFile(), file);
        String cases = Files.readString(Path.of("src/test/resources/deploy/alerts.yaml"));
        Path tests = Files.writeString(folder.resolve("alerts.yaml"), cases);

        Process process = new ProcessBuilder(TOOL.toString(), "test", "rules", tests.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();

        List<String> alerts = new ArrayList<>();
        rules.at("/spec/groups/0/rules")
                .forEach(rule -> alerts.add(rule.path("alert").asText()));
        assertThat(alerts).isNotEmpty().allSatisfy(alert -> assertThat(cases).contains("alertname: " + alert));
    }

    /** Oracle: the routes of the page (static/js/core/router.js) and the ids of its sections. */
    @Test
    void everyAlertLeadsToThePageWhoseHostAnOverlayNames() throws Exception {
        List<String> links = new ArrayList<>();
        for (JsonNode object : Kustomize.built("overlays/production")) {
            if (object.path("kind").asText().equals("PrometheusRule")) {
                object.at("/spec/groups/0/rules").forEach(rule -> {
                    String experiment = rule.path("expr").asText().contains("by (experiment)")
                            ? "experiments/\\{\\{ \\$labels\\.experiment }}#(drift|publication)"
                            : "";
                    String link = rule.at("/annotations/link").asText();
                    assertThat(link).matches("https://page\\.meshtrial\\.example/" + experiment);
                    links.add(link);
                });
            }
        }
        assertThat(links).hasSize(9);
    }

    /** With the settings of the Deployment and the credentials of the ServiceMonitor. */
    @Test
    void aScrapeIsLetInAndMayDoNothingElse() throws Exception {
        JsonNode endpoint = YamlDocuments.read(Path.of("../deploy/monitoring/service-monitor.yaml"))
                .getFirst()
                .at("/spec/endpoints/0");
        String secret = endpoint.at("/authorization/credentials/name").asText() + "/"
                + endpoint.at("/authorization/credentials/key").asText();
        List<String> settings = new ArrayList<>();
        for (JsonNode one : YamlDocuments.read(Path.of("../deploy/base/experiment-api.yaml"))
                .getFirst()
                .at("/spec/template/spec/containers/0/env")) {
            String name = one.path("name").asText();
            if (name.startsWith("MESHTRIAL_TOKENS_0_")) {
                JsonNode from = one.at("/valueFrom/secretKeyRef");
                String known =
                        (from.path("name").asText() + "/" + from.path("key").asText()).equals(secret)
                                ? MONITORING
                                : "another-token-altogether";
                settings.add("meshtrial.tokens[0]."
                        + name.substring("MESHTRIAL_TOKENS_0_".length()).toLowerCase(java.util.Locale.ROOT) + "="
                        + (from.isMissingNode() ? one.path("value").asText() : known));
            }
        }
        String page = endpoint.path("path").asText();
        assertThat(endpoint.at("/authorization/type").asText("Bearer")).isEqualTo("Bearer");
        try (RunningApi running = RunningApi.start(settings.toArray(String[]::new))) {
            var scraped = running.as(MONITORING).get(page);
            assertThat(scraped.status()).isEqualTo(200);
            assertThat(scraped.text()).contains("meshtrial_leader", "meshtrial_experiments");
            assertThat(running.as("").get(page).status()).isEqualTo(401);

            running.api().post("/api/v1/experiments", "{\"id\":\"secret\",\"rules\":\"10% to v2\"}");
            var listed = running.as(MONITORING).get("/api/v1/experiments");
            assertThat(listed.text()).doesNotContain("secret");
            assertThat(running.as(MONITORING).get("/api/v1/experiments/secret").status())
                    .isIn(403, 404);
        }
    }
}
