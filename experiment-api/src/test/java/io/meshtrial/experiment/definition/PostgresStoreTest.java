package io.meshtrial.experiment.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.ExperimentApiApplication;
import io.meshtrial.experiment.leadership.Leadership;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.PostgresServer;
import io.meshtrial.experiment.support.RunningApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

class PostgresStoreTest extends StoreContract {

    private static final Duration OUTAGE = Duration.ofSeconds(Boolean.getBoolean("meshtrial.proof") ? 60 : 2);

    private static PostgresServer server;
    private static RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(PostgresServer.isInstalled(), "no PostgreSQL: Debian's package postgresql has it");
        server = PostgresServer.start();
        running = RunningApi.start(server.freshDatabase());
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            running.close();
            server.close();
        }
    }

    @Override
    RunningApi running() {
        return running;
    }

    /** Fault 14. */
    @Test
    void whileTheDatabaseIsAwayRoutesStandAndCallersAreToldAndAllRecoversByItself() throws Exception {
        Api api = running.api();
        api.post("/api/v1/experiments", "{\"id\":\"outage\",\"rules\":\"10% to v2\"}");
        assertThat(api.post("/api/v1/experiments/outage/start", "{}").status()).isEqualTo(202);
        await().until(() -> api.get("/api/v1/experiments/outage")
                        .body()
                        .at("/status/observedRevision")
                        .asInt()
                == 1);
        var routes = running.virtualService().path("spec");

        server.kill();
        Instant back = Instant.now().plus(OUTAGE);
        for (String key : new String[] {"", "during-the-outage"}) {
            String[] headers = key.isEmpty() ? new String[0] : new String[] {"Idempotency-Key", key};
            Api.Answer refused = api.post("/api/v1/experiments/outage/pause", "{}", headers);
            assertThat(refused.status()).as(refused.text()).isEqualTo(503);
            assertThat(refused.body().path("type").asString()).isEqualTo("urn:meshtrial:problem:store-unavailable");
        }
        assertThat(api.get("/actuator/health").status()).isEqualTo(503);
        await().atMost(OUTAGE.plusSeconds(10)).until(() -> Instant.now().isAfter(back));
        assertThat(running.virtualService().path("spec")).isEqualTo(routes);

        server.startAgain();
        await().until(() ->
                api.get("/api/v1/experiments/outage?after-the-outage").status() == 200);
        await().until(() -> api.post("/api/v1/experiments/outage/pause", "{}", "Idempotency-Key", "during-the-outage")
                        .status()
                == 200);
        assertThat(api.post("/api/v1/experiments/outage/stop", "{}").status()).isEqualTo(202);
    }

    /** Faults 8 and 12 together: whoever is asked rolls back. */
    @Test
    void aReplicaThatDoesNotLeadRollsBackTooAndSaysLaterWhoAskedItAndWhy() throws Exception {
        Api api = running.api();
        api.post("/api/v1/experiments", "{\"id\":\"elsewhere\",\"rules\":\"10% to v2\"}");
        assertThat(api.post("/api/v1/experiments/elsewhere/start", "{}").status())
                .isEqualTo(202);
        await().until(() -> api.get("/api/v1/experiments/elsewhere")
                        .body()
                        .at("/status/observedRevision")
                        .asInt()
                == 1);
        List<String> arguments = new ArrayList<>(running.arguments());
        arguments.removeIf(argument -> argument.startsWith("--meshtrial.data="));
        arguments.add("--meshtrial.data=" + Files.createTempDirectory(Path.of("target"), "follower"));
        try (var follower = SpringApplication.run(ExperimentApiApplication.class, arguments.toArray(String[]::new))) {
            assertThat(running.context().getBean(Leadership.class).holds()).isTrue();
            assertThat(follower.getBean(Leadership.class).holds()).isFalse();
            var web = ((ServletWebServerApplicationContext) follower).getWebServer();
            Api other = new Api(Objects.requireNonNull(web).getPort(), RunningApi.TOKEN);
            server.kill();

            Instant asked = Instant.now();
            Api.Answer back = other.post("/api/v1/experiments/elsewhere/rollback", "{\"reason\":\"it burns here\"}");
            Duration taken = Duration.between(asked, Instant.now());
            assertThat(back.status()).as(back.text()).isEqualTo(202);
            assertThat(running.virtualService().path("spec").toString()).doesNotContain("meshtrial/elsewhere/");
            assertThat(taken).isLessThan(Duration.ofSeconds(5));

            server.startAgain();
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> api.get("/api/v1/experiments/elsewhere")
                                    .body()
                                    .at("/status/state")
                                    .asString()
                                    .equals("ROLLED_BACK")
                            && api.get("/api/v1/experiments/elsewhere/history")
                                    .text()
                                    .contains("it burns here"));
        }
    }

    /** Fault 14's exception: a rollback works without the database, and the database learns of it. */
    @Test
    void whileTheDatabaseIsAwayARollbackTakesTheRoutesOutAndIsAdoptedAfterwards() throws Exception {
        Api api = running.api();
        api.post("/api/v1/experiments", "{\"id\":\"urgent\",\"rules\":\"10% to v2\"}");
        assertThat(api.post("/api/v1/experiments/urgent/start", "{}").status()).isEqualTo(202);
        await().until(() -> api.get("/api/v1/experiments/urgent")
                        .body()
                        .at("/status/observedRevision")
                        .asInt()
                == 1);

        server.kill();
        Instant asked = Instant.now();
        Api.Answer back = api.post("/api/v1/experiments/urgent/rollback", "{\"reason\":\"it burns\"}");
        Duration taken = Duration.between(asked, Instant.now());
        assertThat(back.status()).as(back.text()).isEqualTo(202);
        assertThat(running.virtualService().path("spec").toString()).doesNotContain("meshtrial/urgent/");
        assertThat(taken).isLessThan(Duration.ofSeconds(5));

        server.startAgain();
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> api.get("/api/v1/experiments/urgent")
                        .body()
                        .at("/status/state")
                        .asString()
                        .equals("ROLLED_BACK"));
    }
}
