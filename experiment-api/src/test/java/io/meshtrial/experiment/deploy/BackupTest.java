package io.meshtrial.experiment.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.PostgresServer;
import io.meshtrial.experiment.support.RunningApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Types the guide's commands for backup and restore as they stand there, on a real store, while an experiment runs and
 * goes on after the backup. The oracle is what the API said before the backup, and the mesh as it was before the restore.
 */
class BackupTest {

    private static final Path GUIDE = Path.of("../docs/guide/operations.md");
    private static final String KEPT = "/api/v1/experiments/kept";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aFileThatWasCopiedAsTheGuideSaysHoldsTheSameExperiments() throws Exception {
        try (RunningApi running = RunningApi.start()) {
            Path meshtrial = Files.createDirectory(folder.resolve(".meshtrial"));
            Files.createSymbolicLink(
                    meshtrial.resolve("experiment-api"), Path.of(argument(running, "--meshtrial.data=")));
            restoredAsItWas(running, "cp ", false, Map.of());
        }
    }

    @Test
    void aDatabaseThatWasDumpedAsTheGuideSaysHoldsTheSameExperiments() throws Exception {
        Assumptions.assumeTrue(PostgresServer.isInstalled(), "no PostgreSQL: Debian's package postgresql has it");
        try (PostgresServer server = PostgresServer.start();
                RunningApi running = RunningApi.start(server.freshDatabase())) {
            String url = argument(running, "--spring.datasource.url=jdbc:").replace("://", "://meshtrial@");
            restoredAsItWas(running, "pg_", true, Map.of("DATABASE_URL", url));
        }
    }

    /**
     * @param program how the two commands in the guide begin: the first makes the backup, the second restores it
     * @param whileItRuns whether the backup may be made without stopping the service
     */
    private void restoredAsItWas(
            RunningApi running, String program, boolean whileItRuns, Map<String, String> environment) throws Exception {
        List<String> commands = Files.readAllLines(GUIDE).stream()
                .map(String::strip)
                .filter(line -> line.startsWith(program))
                .toList();
        assertThat(commands)
                .as("commands of %s that begin with %s", GUIDE, program)
                .hasSize(2);
        var untouched = running.virtualService().path("spec");
        begin(running.api(), "10% to v2");
        JsonNode definition = running.api().get(KEPT).body().path("spec");
        JsonNode history = running.api().get(KEPT + "/history").body().path("items");

        if (!whileItRuns) {
            running.stop();
        }
        type(commands.getFirst(), environment);
        if (!whileItRuns) {
            running.startAgain();
        }
        change(running.api(), "25% to v2", 2);
        running.api().post("/api/v1/experiments", "{\"id\":\"later\",\"rules\":\"10% of Firefox to v2\"}");
        var mesh = running.virtualService().path("spec");
        running.stop();
        type(commands.getLast(), environment);
        running.startAgain();

        Api api = running.api();
        assertThat(api.get("/api/v1/experiments").body().path("items").valueStream())
                .extracting(item -> item.path("id").asString())
                .containsExactly("kept");
        assertThat(api.get(KEPT).body().path("spec")).isEqualTo(definition);
        assertThat(api.get(KEPT + "/history").body().path("items").valueStream())
                .containsAll(history.valueStream().toList());
        await().until(() -> api.get(KEPT).text().contains("nothing older is written"));
        assertThat(running.virtualService().path("spec")).as("the mesh").isEqualTo(mesh);

        assertThat(api.post(KEPT + "/rollback", "{}").status()).isEqualTo(202);
        await().untilAsserted(
                        () -> assertThat(running.virtualService().path("spec")).isEqualTo(untouched));
    }

    private static void begin(Api api, String rules) {
        api.post("/api/v1/experiments", "{\"id\":\"kept\",\"rules\":\"" + rules + "\"}");
        assertThat(api.post(KEPT + "/start", "{}").status()).isEqualTo(202);
        await().until(() -> observed(api) == 1);
    }

    private static void change(Api api, String rules, int revision) {
        api.send("PUT", KEPT + "/rules", rules, "text/plain", "If-Match", "*");
        await().until(() -> observed(api) == revision);
    }

    private static int observed(Api api) {
        return api.get(KEPT).body().at("/status/observedRevision").asInt();
    }

    private static String argument(RunningApi running, String name) {
        return running.arguments().stream()
                .filter(argument -> argument.startsWith(name))
                .findFirst()
                .orElseThrow()
                .substring(name.length());
    }

    private void type(String command, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        shell.environment().putAll(environment);
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
    }
}
