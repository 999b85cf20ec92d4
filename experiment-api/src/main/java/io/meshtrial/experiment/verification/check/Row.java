package io.meshtrial.experiment.verification.check;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** The rows of the verification page, in the order in which equals are shown. */
public enum Row {
    LIVE_ROUTES("live-routes", "Live routes equal published routes", "The owned routes in the cluster, one by one"),
    FOREIGN_EDIT("foreign-edit", "No foreign edit", "Nobody else changed routes the experiment builds on"),
    RULE_PROBES("rule-probes", "Each rule probed", "A request per rule, answered by the right version"),
    SAMPLE_RATIO("sample-ratio", "Split, in our events", "Share of each version in our events against the target"),
    TELEMETRY_SHARE(
            "telemetry-share",
            "Split, in the mesh’s telemetry",
            "Requests per version as the mesh counts them, against the target"),
    LOST_EVENTS("lost-events", "Lost events", "Our events against the mesh’s own request count"),
    KIALI_VALIDATIONS("kiali-validations", "Kiali: validations", "What Kiali says about the objects we touched"),
    KIALI_SHARE("kiali-share", "Kiali: share in the graph", "Requests per version in Kiali’s graph against the target");

    private final String id;
    private final String title;
    private final String question;

    Row(String id, String title, String question) {
        this.id = id;
        this.title = title;
        this.question = question;
    }

    /** As REST and the store name it. */
    @JsonValue
    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    public String question() {
        return question;
    }

    public static Optional<Row> find(String id) {
        return Arrays.stream(values()).filter(row -> row.id.equals(id)).findFirst();
    }

    @JsonCreator
    static Row of(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no row is called " + id));
    }
}
