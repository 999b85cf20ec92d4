package io.meshtrial.experiment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.support.DemoObjects;
import io.meshtrial.experiment.support.RunningApi;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** No gateway can be asked, so that a publication lets time pass: here ten minutes, for nobody to outlast it. */
class RollbackInABlindWaitTest {

    private static final String PATH = "/api/v1/experiments/waited-for";

    @Test
    void aRollbackDoesNotWaitUntilThatTimeHasPassed() throws Exception {
        try (RunningApi running = RunningApi.start("meshtrial.gateway.unconfirmed-wait=10m")) {
            running.api().post("/api/v1/experiments", "{\"id\": \"waited-for\", \"rules\": \"10% to v2\"}");
            String started = running.api().post(PATH + "/start", "{}").header("location");
            await().until(() -> running.api().get(started).text().contains("ROUTES_WRITTEN"));

            long asked = System.nanoTime();
            assertThat(running.api().post(PATH + "/rollback", "{}").status()).isEqualTo(202);
            await().until(() -> running.virtualService()
                    .path("spec")
                    .equals(DemoObjects.virtualService().path("spec")));
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
            assertThat(running.api().get(started).body().path("state").asString())
                    .isEqualTo("SUPERSEDED");
        }
    }
}
