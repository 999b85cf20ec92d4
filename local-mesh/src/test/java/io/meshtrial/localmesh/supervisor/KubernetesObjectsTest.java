package io.meshtrial.localmesh.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.localmesh.apiserver.ApiServer;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesObjectsTest {

    @Test
    void the_demonstrations_objects_go_in_as_they_are_and_a_second_time_changes_nothing(@TempDir Path directory)
            throws Exception {
        try (ApiServer api = ApiServer.start(new ApiServer.Settings(
                        0,
                        directory.resolve("o.jsonl"),
                        "t",
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString()));
                HttpClient http = HttpClient.newHttpClient()) {
            KubernetesObjects kubernetes = new KubernetesObjects(http, api.url(), "t");
            var objects = KubernetesObjects.read(Path.of("../deploy/demo"));
            assertThat(objects)
                    .extracting(object -> object.path("kind").asText())
                    .containsExactly("Namespace", "Gateway", "Service", "Service", "VirtualService");
            for (var object : objects) {
                assertThat(kubernetes.create(object)).isTrue();
            }
            for (var object : objects) {
                assertThat(kubernetes.create(object)).isFalse();
            }
            for (int port : new int[] {7706, 8806}) {
                for (var object : Workloads.of("catalog-v1", "v1", port)) {
                    kubernetes.put(object);
                }
            }
        }
    }
}
