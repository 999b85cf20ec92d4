package io.meshtrial.experiment.verification;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.definition.ExperimentChanged;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.leadership.Leadership;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Row;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets the witnesses look at every experiment that has routes in the mesh, now and again, and when something changes. */
@Component
class VerificationSchedule {

    private static final Logger log = LoggerFactory.getLogger(VerificationSchedule.class);
    private static final Set<Row> CHEAP = EnumSet.of(Row.LIVE_ROUTES, Row.FOREIGN_EDIT);

    private final ExperimentStore experiments;
    private final VerificationStore store;
    private final Verifications verifications;
    private final VerificationProperties properties;
    private final Leadership leadership;
    private final Map<String, Boolean> changed = new ConcurrentHashMap<>();

    VerificationSchedule(
            ExperimentStore experiments,
            VerificationStore store,
            Verifications verifications,
            VerificationProperties properties,
            Leadership leadership) {
        this.experiments = experiments;
        this.store = store;
        this.verifications = verifications;
        this.properties = properties;
        this.leadership = leadership;
    }

    @Scheduled(
            fixedDelayString = "${meshtrial.verification.interval:60s}",
            initialDelayString = "${meshtrial.verification.interval:60s}")
    void look() {
        if (!properties.enabled() || !leadership.holds()) {
            return;
        }
        try {
            store.forgetDeleted();
            for (StoredExperiment stored : experiments.routed()) {
                verifications.begin(stored, rows(stored), Trigger.SCHEDULE, Actor.PLATFORM.name());
            }
        } catch (DataAccessException away) {
            log.warn("the store does not answer; nothing is verified: {}", away.getMessage());
        }
    }

    /** Changes come in bursts, one for each point of a publication: they are looked at together, a moment later. */
    @EventListener
    void changed(ExperimentChanged event) {
        if (properties.enabled() && leadership.holds()) {
            changed.put(event.experiment(), true);
        }
    }

    @Scheduled(fixedDelay = 500)
    void lookAtChanges() {
        for (String id : changed.keySet()) {
            changed.remove(id);
            try {
                experiments
                        .find(id)
                        .filter(stored -> stored.state().routed())
                        .ifPresent(stored ->
                                verifications.begin(stored, afterChange(stored), Trigger.WATCH, Actor.PLATFORM.name()));
            } catch (DataAccessException away) {
                log.debug("{} is looked at later: {}", id, away.getMessage());
            }
        }
    }

    /** A revision that has just come into force is looked at by everyone; other changes concern the routes only. */
    private Set<Row> afterChange(StoredExperiment stored) {
        boolean published =
                stored.status().observedRevision() == stored.experiment().revision();
        boolean seen = store.latest(stored.id())
                .filter(run -> run.rows().stream()
                        .allMatch(row -> row.isAbout(stored.experiment().revision())))
                .filter(run -> run.rows().size() == Row.values().length)
                .isPresent();
        return published && !seen ? EnumSet.allOf(Row.class) : CHEAP;
    }

    /** Probing sends real requests: once for each revision is enough, unless it could not say anything yet, or nobody answered. */
    private Set<Row> rows(StoredExperiment stored) {
        Set<Row> rows = EnumSet.allOf(Row.class);
        boolean probed = store.latest(stored.id()).stream()
                .flatMap(run -> run.rows().stream())
                .anyMatch(row -> row.row() == Row.RULE_PROBES
                        && row.isAbout(stored.experiment().revision())
                        && !isToBeRepeated(row.outcome()));
        if (probed) {
            rows.remove(Row.RULE_PROBES);
        }
        return rows;
    }

    /** Where a rule has no request to send, the same would be found again. */
    static boolean isToBeRepeated(Outcome outcome) {
        return switch (outcome.verdict()) {
            case AGREES, DIFFERS -> false;
            case TOO_EARLY -> true;
            case UNKNOWN -> outcome.reason() != Reason.NO_REQUEST;
        };
    }
}
