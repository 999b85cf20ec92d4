package io.meshtrial.experiment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.support.AuthorizingProxy;
import io.meshtrial.experiment.support.DemoObjects;
import io.meshtrial.experiment.support.RunningApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The line of docs/reference/rollback.md, as it stands there. */
class KillSwitchTest {

    @Test
    void theDocumentedLineTakesEveryRouteOutAndThePlatformDoesNotPutThemBack() throws Exception {
        Assumptions.assumeTrue(isThere("kubectl") && isThere("jq"), "kubectl and jq are not installed");
        try (RunningApi running = RunningApi.start();
                AuthorizingProxy proxy = AuthorizingProxy.to(running.kubernetes())) {
            for (String rules :
                    new String[] {"reads 10% of method is GET to v2", "writes users of method is POST: 10% to v2"}) {
                String id = rules.substring(0, rules.indexOf(' '));
                running.api()
                        .post(
                                "/api/v1/experiments",
                                "{\"id\":\"" + id + "\",\"rules\":\"" + rules.substring(id.length() + 1) + "\"}");
                var started = running.api().post("/api/v1/experiments/" + id + "/start", "{}");
                assertThat(started.status()).as(started.text()).isEqualTo(202);
                await().until(() -> observed(running, id) == 1);
            }
            run(documentedLine(), proxy.kubeconfig().toAbsolutePath());
            assertThat(running.virtualService().path("spec"))
                    .isEqualTo(DemoObjects.virtualService().path("spec"));
            for (String id : new String[] {"reads", "writes"}) {
                await().until(() -> running.api()
                        .get("/api/v1/experiments/" + id)
                        .body()
                        .at("/status/state")
                        .asString()
                        .equals("ROLLED_BACK"));
            }
            await().until(() -> running.virtualService()
                    .at("/metadata/annotations/meshtrial.io~1rolled-back")
                    .isMissingNode());
            assertThat(running.virtualService().path("spec"))
                    .isEqualTo(DemoObjects.virtualService().path("spec"));
        }
    }

    private static int observed(RunningApi running, String id) {
        return running.api()
                .get("/api/v1/experiments/" + id)
                .body()
                .at("/status/observedRevision")
                .asInt();
    }

    private static String documentedLine() throws IOException {
        return Files.readString(Path.of("../docs/reference/rollback.md"))
                .lines()
                .filter(line -> line.startsWith("kubectl get virtualservices"))
                .findFirst()
                .orElseThrow();
    }

    private static void run(String line, Path kubeconfig) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-o", "pipefail", "-c", line).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
