package io.meshtrial.experiment.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.PostgresServer;
import io.meshtrial.experiment.support.RunningApi;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Fault 15: the schema goes one version on under this code; the whole store contract then holds on it. */
class NextSchemaTest extends StoreContract {

    private static PostgresServer server;
    private static RunningApi running;

    @BeforeAll
    static void theSchemaGoesOnUnderLoad() throws Exception {
        Assumptions.assumeTrue(PostgresServer.isInstalled(), "no PostgreSQL: Debian's package postgresql has it");
        server = PostgresServer.start();
        running = RunningApi.start(server.freshDatabase());
        running.api().post("/api/v1/experiments", "{\"id\":\"before\",\"rules\":\"10% to v2\"}");
        AtomicBoolean migrated = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> reads = threads.submit(() -> reads(migrated));
            Flyway.configure()
                    .configuration(running.context().getBean(Flyway.class).getConfiguration())
                    .locations("classpath:db/migration", "classpath:db/next")
                    .load()
                    .migrate();
            migrated.set(true);
            assertThat(reads.get()).isPositive();
        }
    }

    private static int reads(AtomicBoolean migrated) {
        int count = 0;
        boolean last;
        do {
            last = migrated.get();
            Api.Answer answer = running.api().get("/api/v1/experiments/before");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            count++;
        } while (!last);
        return count;
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

    @Test
    void thisVersionStartsOnTheNextOnesSchema() {
        running.restart();
        assertThat(running.api().get("/api/v1/experiments/before").status()).isEqualTo(200);
    }
}
