package io.meshtrial.experiment.verification;

import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.rollout.Witnesses;
import io.meshtrial.experiment.verification.check.Checked;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Row;
import io.meshtrial.experiment.verification.check.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What a rollout that asks for witnesses is told. They agree when every one that is required or set up agrees about the
 * newest revision, and not long ago; routes are told apart once for a revision, so probes may be older. One that is required
 * and not set up is unknown: what nobody looks at is no pass.
 */
@Component
class VerificationWitnesses implements Witnesses {

    private final VerificationStore store;
    private final ExperimentStore experiments;
    private final VerificationProperties properties;
    private final Clock clock;

    VerificationWitnesses(
            VerificationStore store, ExperimentStore experiments, VerificationProperties properties, Clock clock) {
        this.store = store;
        this.experiments = experiments;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Answer of(String experiment) {
        Instant oldest = clock.instant().minus(properties.fresh());
        return experiments
                .find(experiment)
                .flatMap(stored -> store.latest(experiment)
                        .map(run ->
                                answer(run.rows(), stored.experiment().revision(), oldest, properties.requiredRows())))
                .orElse(Answer.UNKNOWN);
    }

    /** @param oldest rows looked at before that say nothing any more */
    static Answer answer(List<Checked> rows, int revision, Instant oldest, Set<Row> required) {
        List<Checked> configured = rows.stream()
                .filter(row -> required.contains(row.row()) || row.outcome().reason() != Reason.NOT_CONFIGURED)
                .toList();
        boolean current = configured.stream().allMatch(row -> row.isAbout(revision));
        if (current && configured.stream().anyMatch(row -> row.outcome().verdict() == Verdict.DIFFERS)) {
            return Answer.DIFFER;
        }
        boolean complete = rows.size() == Row.values().length;
        boolean agree =
                configured.stream().allMatch(row -> row.outcome().verdict() == Verdict.AGREES && isFresh(row, oldest));
        return complete && current && agree ? Answer.AGREE : Answer.UNKNOWN;
    }

    private static boolean isFresh(Checked row, Instant oldest) {
        return row.row() == Row.RULE_PROBES || !row.at().isBefore(oldest);
    }
}
