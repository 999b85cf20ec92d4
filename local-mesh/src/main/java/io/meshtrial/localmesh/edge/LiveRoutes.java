package io.meshtrial.localmesh.edge;

import io.meshtrial.routing.object.MeshObject;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the edge routes by: rebuilt as a whole after changes and swapped at once, so no request sees half of one. */
final class LiveRoutes {

    private static final Logger log = LoggerFactory.getLogger(LiveRoutes.class);

    private final Consumer<List<MeshObject>> router;
    private final List<KindFollower> followers;
    private final Promise<Void> firstTable = Promise.promise();

    /** @param router takes all objects after each change; throws where they cannot be routed by */
    LiveRoutes(Vertx vertx, HttpClient client, ApiAddress api, Consumer<List<MeshObject>> router, LongSupplier nanos) {
        this.router = router;
        Debounce debounce = new Debounce(vertx, nanos, this::rebuild);
        this.followers = Arrays.stream(WatchedKind.values())
                .map(kind -> new KindFollower(vertx, client, api, kind, debounce::signal))
                .toList();
    }

    /** Completes when every kind has been read once and the first table stands. */
    Future<Void> start() {
        followers.forEach(KindFollower::start);
        return firstTable.future();
    }

    void stop() {
        followers.forEach(KindFollower::stop);
    }

    private void rebuild() {
        if (!followers.stream().allMatch(KindFollower::loaded)) {
            return;
        }
        List<MeshObject> objects = followers.stream()
                .flatMap(follower -> follower.objects().stream())
                .toList();
        try {
            router.accept(objects);
            firstTable.tryComplete();
        } catch (RuntimeException e) {
            // As with a proxy that refuses a push: the last good table stays.
            log.error("the live objects cannot be routed by; keeping the previous routes", e);
        }
    }
}
