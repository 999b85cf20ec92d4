package io.meshtrial.experiment.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class StandInManipulatedRoutesTest extends ManipulatedRoutesContract {

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
    Api api() {
        return running.api();
    }

    @Override
    JsonNode virtualService() {
        return running.virtualService();
    }

    @Override
    void replace(JsonNode object, String fieldManager) {
        running.replaceVirtualService(object, fieldManager);
    }

    @Override
    String acknowledged() {
        return "";
    }
}
