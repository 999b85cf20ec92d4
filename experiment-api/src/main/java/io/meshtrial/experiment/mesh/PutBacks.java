package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.audit.History;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * How often routes had to be put back because of one field manager; the third time within ten minutes is a contest. The
 * history keeps count, so a restart forgets nothing; what somebody has accepted is counted no more.
 */
@Component
class PutBacks {

    /** The action under which the history has them. */
    static final String ACTION = "put-back";

    static final String ACCEPTED = "accept";

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST = 2;

    private final History history;

    PutBacks(History history) {
        this.history = history;
    }

    boolean isContested(String experiment, String fieldManager, Instant now) {
        Instant since = history.last(experiment, ACCEPTED)
                .filter(accepted -> accepted.isAfter(now.minus(WINDOW)))
                .orElse(now.minus(WINDOW));
        return history.count(experiment, fieldManager, ACTION, since) >= MOST;
    }
}
