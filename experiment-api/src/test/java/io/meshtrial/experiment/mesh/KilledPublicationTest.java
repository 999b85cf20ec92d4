package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshtrial.experiment.support.DemoObjects;
import io.meshtrial.experiment.support.LocalEdge;
import io.meshtrial.experiment.support.StandIn;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.object.MeshObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Fault 7: a publication is killed with SIGKILL at a point chosen by a seed, before or after anything it writes to the
 * store or to the mesh. The edge that confirms is the real one of the local run.
 */
class KilledPublicationTest {

    private static final int RUNS = Boolean.getBoolean("meshtrial.proof") ? 200 : 14;
    /** Writes of one publication, counted twice each; a kill beyond the last finds it done. */
    private static final int POINTS = 26;

    /** The figure to hold is 10 s, and is held where the proof has the machine to itself. */
    private static final Duration LIMIT = Duration.ofSeconds(RUNS == 200 ? 10 : 60);

    private static StandIn mesh;
    private static LocalEdge edge;
    private static KubernetesClient client;
    private static Path data;
    private static final List<MeshObject> SEEN = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        mesh = StandIn.start();
        client = KubernetesConfiguration.client(
                new KubernetesProperties(URI.create(mesh.url()), StandIn.TOKEN, null, Duration.ofSeconds(5)));
        KubernetesRequests requests = new KubernetesRequests(client);
        for (JsonNode object : DemoObjects.all()) {
            String kind = object.path("kind").asText();
            String path = kind.equals("Namespace")
                    ? "/api/v1/namespaces"
                    : Set.of(Kind.values()).stream()
                            .filter(known -> known.title().equals(kind))
                            .findFirst()
                            .orElseThrow()
                            .path(object.path("metadata").path("namespace").asText());
            requests.send("POST", path, "application/json", object);
        }
        edge = LocalEdge.before(mesh);
        data = Files.createTempDirectory(Path.of("target"), "killed").toAbsolutePath();
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        edge.close();
        mesh.close();
    }

    @Test
    void routesAreTheOldOnesOrTheNewOnesAndNeverMixed() throws Exception {
        Random random = new Random(20261122);
        Set<String> killedAt = new TreeSet<>();
        KubernetesMesh port = new KubernetesMesh(
                new KubernetesRequests(client),
                new KubernetesWatches(client, NamespaceScope.everywhere()),
                NamespaceScope.everywhere(),
                new java.util.Random(1));
        Child.begin(data, mesh, edge);
        try (AutoCloseable watch = port.watch(Kind.VIRTUAL_SERVICE, event -> SEEN.add(event.object()));
                SteadyVisitor visitor = SteadyVisitor.of(edge.url())) {
            assertThat(watch).isNotNull();
            int revision = 1;
            for (int run = 0; run < RUNS; run++) {
                int point = 1 + (run < POINTS && RUNS > POINTS ? run : random.nextInt(POINTS));
                try (Child child = new Child(data, mesh, edge, point)) {
                    int recovered = child.awaitConverged(LIMIT);
                    assertThat(recovered).as("old or new after %s", killedAt).isBetween(revision, revision + 1);
                    assertThat(standing(port)).containsOnly(recovered);
                    revision = recovered;
                    child.tell((1 + run % 90) + "% to v2");
                    killedAt.add(child.awaitStillOrConverged());
                    child.kill();
                }
                assertThat(standing(port)).hasSize(1);
            }
            try (Child last = new Child(data, mesh, edge, Integer.MAX_VALUE)) {
                int recovered = last.awaitConverged(LIMIT);
                assertThat(standing(port)).containsOnly(recovered);
                assertThat(probes(port)).isZero();
                last.kill();
            }
            visitor.assertEveryRequestGotTheOldOrTheNew();
        }
        assertThat(killedAt).as("kinds of points").hasSizeGreaterThan(3);
        for (MeshObject object : SEEN) {
            assertThat(revisions(object)).as("one version of the object").hasSizeLessThanOrEqualTo(1);
        }
    }

    private static Set<Integer> standing(KubernetesMesh port) {
        return revisions(port.get(Kind.VIRTUAL_SERVICE, "demo", "catalog").orElseThrow());
    }

    private static long probes(KubernetesMesh port) {
        return names(port.get(Kind.VIRTUAL_SERVICE, "demo", "catalog").orElseThrow()).stream()
                .filter(name -> name.role().equals(Probe.ROLE))
                .count();
    }

    private static Set<Integer> revisions(MeshObject object) {
        Set<Integer> revisions = new TreeSet<>();
        names(object).forEach(name -> revisions.add(name.revision()));
        return revisions;
    }

    private static List<RouteName> names(MeshObject object) {
        List<RouteName> names = new ArrayList<>();
        object.http()
                .forEach(route -> RouteName.parse(route.path("name").asText()).ifPresent(names::add));
        return names;
    }
}
