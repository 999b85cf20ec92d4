package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.JsonNode;
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
 * @param diff lines of JSON removed and added
 */
record ForeignEdit(
        MeshObject object,
        @Nullable String fieldManager,
        @Nullable Instant madeAt,
        boolean baseChanged,
        boolean ownedChanged,
        String diff) {

    /**
     * An older entry of the managed fields is not believed to be the edit's: what only takes fields away need not leave an
     * entry.
     */
    private static final Duration BELIEVED = Duration.ofHours(1);

    static Optional<ForeignEdit> between(PublishedSpec published, MeshObject live, String experiment) {
        PublishedSpec now = PublishedSpec.of(live, experiment);
        boolean baseChanged = !now.base().equals(published.base());
        boolean ownedChanged = !now.owned().equals(published.owned());
        if (!baseChanged && !ownedChanged) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        lines.addAll(changed(published.base(), now.base()));
        if (ownedChanged) {
            lines.add("- " + published.owned().size() + " routes of the experiment as published");
            lines.add("+ " + now.owned().size() + " routes of the experiment as found");
        }
        JsonNode entry = lastForeignEntry(live);
        return Optional.of(new ForeignEdit(
                live,
                entry == null ? null : entry.path("manager").asText(),
                entry == null ? null : time(entry),
                baseChanged,
                ownedChanged,
                String.join("\n", lines)));
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
