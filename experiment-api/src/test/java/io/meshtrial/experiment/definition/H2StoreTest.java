package io.meshtrial.experiment.definition;

import io.meshtrial.experiment.support.RunningApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The default: a file. */
class H2StoreTest extends StoreContract {

    private static RunningApi running;

    @BeforeAll
    static void start() throws Exception {
        running = RunningApi.start();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @Override
    RunningApi running() {
        return running;
    }
}
