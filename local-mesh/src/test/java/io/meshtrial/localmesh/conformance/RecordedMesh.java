package io.meshtrial.localmesh.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.localmesh.conformance.RecordedWorkload.Arrival;
import io.meshtrial.localmesh.edge.EdgeServer;
import io.meshtrial.routing.conformance.Recording;
import io.meshtrial.routing.conformance.Rig;
import io.meshtrial.routing.conformance.UnreadableRecordingException;
import io.meshtrial.routing.evaluate.RequestFacts;
import io.meshtrial.routing.object.MeshObject;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The recordings' mesh on this machine: two edges, and behind them a real server for each workload. */
final class RecordedMesh implements AutoCloseable {

    private static final List<String> VIAS = List.of("gateway", "second");

    private final Vertx edgeLoop = oneLoop();
    private final Vertx workloadLoop = oneLoop();
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> portOfAddress = new HashMap<>();
    private final Map<String, EdgeServer> edges = new HashMap<>();
    private final Map<String, WireClient> clients = new HashMap<>();
    private final int closedPort;
    private @Nullable Recording current;

    /** @param seed of all draws */
    RecordedMesh(long seed) throws IOException, UnreadableRecordingException {
        Rig.WORKLOADS.forEach((address, name) ->
                portOfAddress.put(address, new RecordedWorkload(name, workloadLoop, arrivals).start()));
        closedPort = closedPort();
        SplittableRandom random = new SplittableRandom(seed);
        for (String via : VIAS) {
            EdgeServer edge = EdgeServer.of(edgeLoop, 0, Rig.listener(via), random.split(), System::nanoTime);
            edge.listen().await();
            edges.put(via, edge);
            clients.put(via, new WireClient(edge.port()));
        }
    }

    static boolean hasListener(String via) {
        return VIAS.contains(via);
    }

    void publish(Recording recording) {
        if (current != recording) {
            current = recording;
            List<MeshObject> objects =
                    recording.objects().stream().map(this::onThisMachine).toList();
            edges.values().forEach(edge -> edge.route(objects));
        }
    }

    WireClient.Answer send(String via, RequestFacts request) throws IOException {
        WireClient client = clients.get(via);
        if (client == null) {
            throw new IllegalArgumentException("no edge for " + via);
        }
        return client.send(request);
    }

    /** What has arrived at workloads since the last call. */
    List<Arrival> arrivals() {
        List<Arrival> since = new ArrayList<>();
        for (Arrival next = arrivals.poll(); next != null; next = arrivals.poll()) {
            since.add(next);
        }
        return since;
    }

    /** Addresses of workloads become ports of this machine; any other address a port where nobody listens. */
    private MeshObject onThisMachine(MeshObject object) {
        ObjectNode json = object.json().deepCopy();
        switch (object.kind()) {
            case "WorkloadEntry" -> move((ObjectNode) json.path("spec"), json);
            case "ServiceEntry" -> {
                for (JsonNode endpoint : json.path("spec").path("endpoints")) {
                    move((ObjectNode) endpoint, json);
                }
            }
            default -> {}
        }
        return new MeshObject(json);
    }

    private void move(ObjectNode endpoint, JsonNode object) {
        int port = portOfAddress.getOrDefault(endpoint.path("address").asText(), closedPort);
        endpoint.put("address", "127.0.0.1");
        ObjectNode ports = endpoint.withObject("/ports");
        object.path("spec")
                .path("ports")
                .forEach(named -> ports.put(named.path("name").asText(), port));
        List.copyOf(ports.properties()).forEach(named -> ports.put(named.getKey(), port));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Vertx oneLoop() {
        return Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
    }

    @Override
    public void close() throws IOException {
        for (WireClient client : clients.values()) {
            client.close();
        }
        edgeLoop.close().await();
        workloadLoop.close().await();
    }
}
