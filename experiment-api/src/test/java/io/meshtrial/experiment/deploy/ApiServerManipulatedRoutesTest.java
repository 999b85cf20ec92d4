package io.meshtrial.experiment.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.support.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** With the account of experiment-api and the admission policy in force: what somebody did to our routes can be undone. */
class ApiServerManipulatedRoutesTest extends ManipulatedRoutesContract {

    private static final String OBJECT = RealMesh.ISTIO + "virtualservices/catalog";

    private static RealMesh real;

    @BeforeAll
    static void start() throws IOException {
        real = RealMesh.confined("putting routes back on a real API server");
    }

    @AfterAll
    static void stop() {
        if (real != null) {
            real.close();
        }
    }

    @Override
    Api api() {
        return real.api();
    }

    @Override
    JsonNode virtualService() {
        try {
            return real.mesh().get(OBJECT).body();
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    @Override
    void replace(JsonNode object, String fieldManager) {
        try {
            RawApi.Answer answer =
                    real.mesh().send("PUT", OBJECT + "?fieldManager=" + fieldManager, "application/json", object);
            assertThat(answer.status()).as(answer.message()).isEqualTo(200);
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    @Override
    String acknowledged() {
        return RealMesh.UNKNOWN;
    }
}
