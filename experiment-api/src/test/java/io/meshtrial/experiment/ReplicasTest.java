package io.meshtrial.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.leadership.Leadership;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.DemoObjects;
import io.meshtrial.experiment.support.PostgresServer;
import io.meshtrial.experiment.support.ReplicaProcess;
import io.meshtrial.experiment.support.RunningApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Fault 8: two replicas over one PostgreSQL; the leader, a process of its own, is paused and wakes again. */
class ReplicasTest {

    private static final boolean PROOF = Boolean.getBoolean("meshtrial.proof");
    private static final Duration PAUSE = Duration.ofSeconds(PROOF ? 60 : 5);
    private static final Duration TAKEOVER = Duration.ofSeconds(20);

    private static PostgresServer server;
    private static RunningApi here;
    private static ReplicaProcess other;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(PostgresServer.isInstalled(), "no PostgreSQL: Debian's package postgresql has it");
        server = PostgresServer.start();
        List<String> settings = new ArrayList<>(List.of(server.freshDatabase()));
        if (!PROOF) {
            settings.add("meshtrial.leadership.lease-duration=3s");
            settings.add("meshtrial.leadership.renew-deadline=2s");
            settings.add("meshtrial.leadership.retry-period=500ms");
        }
        here = RunningApi.start(settings.toArray(String[]::new));
        other = ReplicaProcess.start(here.arguments());
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            other.close();
            here.close();
            server.close();
        }
    }

    private static boolean leadsHere() {
        return here.context().getBean(Leadership.class).holds();
    }

    private static Stream<String> ownedRoutes() {
        return here.virtualService()
                .at("/spec/http")
                .valueStream()
                .map(route -> route.path("name").asText())
                .filter(name -> name.startsWith("meshtrial/"));
    }

    private static int observed(String id) {
        return here.api()
                .get("/api/v1/experiments/" + id)
                .body()
                .at("/status/observedRevision")
                .asInt();
    }

    @Test
    void aPausedLeaderIsReplacedAndWritesNothingStaleWhenItWakes() {
        // The other replica leads: this one was there first and gives the lease back by a restart.
        here.restart();
        await().atMost(TAKEOVER).until(() -> other.leads());
        assertThat(leadsHere()).isFalse();

        Api api = here.api();
        assertThat(api.post("/api/v1/experiments", "{\"id\":\"shared\",\"rules\":\"10% to v2\"}")
                        .status())
                .isEqualTo(201);
        assertThat(api.post("/api/v1/experiments/shared/start", "{}").status()).isEqualTo(202);
        await().until(() -> observed("shared") == 1);
        assertThat(leadsHere()).as("published by the replica that leads").isFalse();

        // Paused in the middle of its next publication, or as near to it as chance has it.
        api.send("PUT", "/api/v1/experiments/shared/rules", "25% to v2", "text/plain", "If-Match", "*");
        other.pause();
        Instant paused = Instant.now();
        await().atMost(TAKEOVER).until(ReplicasTest::leadsHere);
        assertThat(Duration.between(paused, Instant.now())).isLessThan(TAKEOVER);
        await().until(() -> observed("shared") == 2);
        assertThat(api.post("/api/v1/experiments/shared/rollback", "{}").status())
                .isEqualTo(202);
        await().until(() -> ownedRoutes().findAny().isEmpty());
        await().atMost(PAUSE.plusSeconds(5)).until(() -> Instant.now().isAfter(paused.plus(PAUSE)));

        JsonNode before = here.virtualService();
        other.wake();
        await().atMost(TAKEOVER).until(() -> other.answers() && !other.leads());
        await().during(Duration.ofSeconds(3)).until(() -> here.virtualService().equals(before));
        assertThat(before.path("spec")).isEqualTo(DemoObjects.virtualService().path("spec"));
    }
}
