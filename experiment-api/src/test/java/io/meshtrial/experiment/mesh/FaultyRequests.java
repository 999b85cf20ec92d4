package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The Kubernetes API as it is on a bad day: three calls of ten fail, half of the failed writes after they had effect. */
class FaultyRequests extends KubernetesRequests {

    private static final double SHARE = 0.3;
    private static final int[] STATUSES = {409, 429, 500, 0};

    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger faults = new AtomicInteger();
    private final Random random = new Random(20261122);
    private volatile double share;
    private volatile boolean refusing;
    private final List<Long> refused = new CopyOnWriteArrayList<>();

    FaultyRequests(KubernetesClient client) {
        super(client);
    }

    void begin() {
        share = SHARE;
    }

    /** Every patch is turned away. */
    void refuseWrites() {
        refusing = true;
    }

    /** When patches were turned away, in ns. */
    List<Long> refused() {
        return refused;
    }

    @Override
    Answer send(String method, String path, @Nullable String contentType, @Nullable JsonNode body) {
        calls.incrementAndGet();
        if (refusing && method.equals("PATCH")) {
            refused.add(System.nanoTime());
            return new Answer(429, JsonNodeFactory.instance.textNode("a fault of this test: too many"), List.of());
        }
        boolean fails;
        boolean afterwards;
        int status;
        synchronized (random) {
            fails = random.nextDouble() < share;
            afterwards = random.nextBoolean();
            status = STATUSES[random.nextInt(STATUSES.length)];
        }
        if (!fails) {
            return super.send(method, path, contentType, body);
        }
        faults.incrementAndGet();
        boolean conflict = status == 409;
        if (afterwards && !conflict) {
            super.send(method, path, contentType, body);
        }
        return new Answer(
                conflict && method.equals("GET") ? 500 : status,
                JsonNodeFactory.instance.textNode("a fault of this test: " + status),
                List.of());
    }
}
