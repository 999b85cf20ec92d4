package io.meshtrial.experiment.notification;

import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.definition.VerdictStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** A CloudEvent 1.0 in JSON, whose attributes are written in lower case. */
@JsonNaming(PropertyNamingStrategies.LowerCaseStrategy.class)
record NotificationEvent(
        String specVersion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String dataContentType,
        Data data) {

    static final String STATE_CHANGED = "io.meshtrial.experiment.state-changed.v1";
    static final String VERDICT_CHANGED = "io.meshtrial.experiment.verdict-changed.v1";

    /**
     * @param page path of the experiment on the web page, below the address at which analytics serves it
     * @param before the state or verdict until now; null at the first time
     * @param after what it is from now on
     * @param verdict the last verdict that was read
     */
    record Data(
            String experiment,
            String name,
            String namespace,
            String service,
            String page,
            int revision,
            String state,
            @Nullable String before,
            String after,
            @Nullable VerdictStatus verdict) {}

    static NotificationEvent of(
            StoredExperiment stored, String type, @Nullable String before, String after, String id, Instant now) {
        return new NotificationEvent(
                "1.0",
                id,
                "/api/v1/experiments/" + stored.id(),
                type,
                stored.id(),
                now,
                "application/json",
                new Data(
                        stored.id(),
                        stored.spec().name(),
                        stored.spec().namespace(),
                        stored.spec().service(),
                        "/experiments/" + stored.id(),
                        stored.experiment().revision(),
                        stored.state().word(),
                        before,
                        after,
                        stored.status().verdict()));
    }
}
