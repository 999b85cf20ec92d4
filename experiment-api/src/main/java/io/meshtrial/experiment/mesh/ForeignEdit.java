package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.definition.OwnedRouteChange;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.compile.RouteOwnership;
import io.meshtrial.routing.compile.RouteOwnership.Element;
import io.meshtrial.routing.merge.Drift;
import io.meshtrial.routing.merge.Published;
import io.meshtrial.routing.object.MeshObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else did to an object that carries an experiment's routes.
 *
 * @param fieldManager who, as the object's managed fields say; null where they say nothing
 * @param madeAt when that manager wrote last, to the second; null where they say nothing
 * @param base everything that nobody owns, as it is now
 * @param baseChanged whether that means something else than it did; names of routes mean nothing
 * @param owned what was done to the experiment's routes
 * @param diff lines of the base's JSON removed and added, then a line for each route of the experiment
 */
record ForeignEdit(
        MeshObject object,
        @Nullable String fieldManager,
        @Nullable Instant madeAt,
        JsonNode base,
        boolean baseChanged,
        List<OwnedRouteChange> owned,
        String diff) {

    /**
     * An older entry of the managed fields is not believed to be the edit's: what only takes fields away need not leave an
     * entry.
     */
    private static final Duration BELIEVED = Duration.ofHours(1);

    /** @param known routes as the experiments of the object last published them */
    static Optional<ForeignEdit> between(
            PublishedSpec published, MeshObject live, String experiment, List<OwnedRoute> known) {
        PublishedSpec now = PublishedSpec.of(live, experiment, known);
        List<OwnedRoute> routes = published.routes();
        Drift drift = io.meshtrial.routing.merge.RouteDrift.between(
                alone(live, experiment, known), new Published(experiment, 0, routes, published.baseRoutes()));
        boolean baseChanged = drift.baseChanged() || !now.frame().equals(published.frame());
        if (drift.ownedIntact() && now.base().equals(published.base())) {
            return Optional.empty();
        }
        List<OwnedRouteChange> owned =
                OwnedChanges.of(drift, routes.stream().map(OwnedRoute::name).toList());
        List<String> lines = new ArrayList<>(changed(published.base(), now.base()));
        lines.addAll(OwnedChanges.lines(owned));
        JsonNode entry = lastForeignEntry(live);
        return Optional.of(new ForeignEdit(
                live,
                entry == null ? null : entry.path("manager").asText(),
                entry == null ? null : time(entry),
                now.base(),
                baseChanged,
                owned,
                String.join("\n", lines)));
    }

    /** The object without the routes of other experiments, whatever they are called by now, and without probes. */
    private static MeshObject alone(MeshObject live, String experiment, List<OwnedRoute> known) {
        ObjectNode copy = live.json().deepCopy();
        ArrayNode kept = copy.withObject("/spec").putArray("http");
        for (Element element : RouteOwnership.of(live, known).elements()) {
            String owner = RouteOwnership.experimentOf(element.owner());
            if ((owner.isEmpty() || owner.equals(experiment)) && !PublishedSpec.isProbe(element.json())) {
                kept.add(element.json());
            }
        }
        return new MeshObject(copy);
    }

    boolean ownedChanged() {
        return !owned.isEmpty();
    }

    /** From when on the object is another: when the edit was made, as far as that can be known, else when it was seen. */
    Instant since(Instant seen) {
        Instant made = madeAt;
        return made != null && made.isBefore(seen) && made.isAfter(seen.minus(BELIEVED)) ? made : seen;
    }

    private static List<String> changed(JsonNode before, JsonNode after) {
        List<String> old = before.toPrettyString().lines().toList();
        List<String> fresh = after.toPrettyString().lines().toList();
        int head = 0;
        int most = Math.min(old.size(), fresh.size());
        while (head < most && old.get(head).equals(fresh.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && old.get(old.size() - 1 - tail).equals(fresh.get(fresh.size() - 1 - tail))) {
            tail++;
        }
        List<String> lines = new ArrayList<>();
        old.subList(head, old.size() - tail).forEach(line -> lines.add("- " + line));
        fresh.subList(head, fresh.size() - tail).forEach(line -> lines.add("+ " + line));
        return lines;
    }

    private static @Nullable JsonNode lastForeignEntry(MeshObject live) {
        JsonNode last = null;
        String latest = "";
        for (JsonNode entry : live.metadata().path("managedFields")) {
            String time = entry.path("time").asText();
            if (!entry.path("manager").asText().equals(KubernetesMesh.FIELD_MANAGER) && time.compareTo(latest) >= 0) {
                last = entry;
                latest = time;
            }
        }
        return last;
    }

    private static @Nullable Instant time(JsonNode entry) {
        try {
            return Instant.parse(entry.path("time").asText());
        } catch (DateTimeException missing) {
            return null;
        }
    }
}
