package io.meshtrial.localmesh.edge;

import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An edge with two services behind it. */
abstract class EdgeFixture {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final String TO_ONE = "[{\"route\":[{\"destination\":{\"host\":\"one\"}}]}]";

    private static final AtomicInteger MARKERS = new AtomicInteger();

    @TempDir
    Path directory;

    SmallMesh mesh;
    Upstream one;
    Upstream two;

    @BeforeEach
    void start() throws Exception {
        mesh = new SmallMesh(directory);
        one = Upstream.naming("one");
        two = Upstream.naming("two");
        mesh.service("one", one.port());
        mesh.service("two", two.port());
    }

    @AfterEach
    void stop() throws Exception {
        mesh.close();
        one.close();
        two.close();
    }

    /** Writes the routes and waits until the edge has them: a marked route in front of them tells. */
    void apply(String http) throws Exception {
        String marker = "m" + MARKERS.incrementAndGet();
        String probe = """
                [{"match":[{"headers":{"x-marker":{"exact":"%s"}}}],"directResponse":{"status":299}},""".formatted(marker);
        mesh.routes(probe + http.substring(1));
        HttpRequest ask = mesh.to("/").header("x-marker", marker).build();
        await().atMost(PATIENCE).until(() -> mesh.send(ask).statusCode() == 299);
        one.seen.clear();
        two.seen.clear();
    }
}
