package io.meshtrial.experiment.verification;

import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.RolloutPolicy;
import io.meshtrial.experiment.rollout.Witnesses;
import io.meshtrial.experiment.verification.check.Checked;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Row;
import io.meshtrial.experiment.verification.check.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What a rollout that asks for witnesses is told. They agree when every one that is required or set up agrees about the
 * newest revision, and not long ago; routes are told apart once for a revision, so probes may be older. A policy may name rows:
 * then those are required, and where it does not ask for all, no other is looked at. One that is required and not set up is
 * unknown: what nobody looks at is no pass.
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
    public Answer of(String experiment, RolloutPolicy policy) {
        Instant oldest = clock.instant().minus(properties.fresh());
        return experiments
                .find(experiment)
                .flatMap(stored -> store.latest(experiment)
                        .map(run -> answer(
                                run.rows(), stored.experiment().revision(), oldest, properties.requiredRows(), policy)))
                .orElse(Answer.UNKNOWN);
    }

    /**
     * @param oldest rows looked at before that say nothing any more
     * @param always rows that are required wherever a policy asks for all witnesses
     */
    static Answer answer(List<Checked> rows, int revision, Instant oldest, Set<Row> always, RolloutPolicy policy) {
        Set<Row> named = policy.witnessRows().stream()
                .flatMap(name -> Row.find(name).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Row.class)));
        Set<Row> asked = policy.witnesses() ? EnumSet.allOf(Row.class) : named;
        List<Checked> configured = rows.stream()
                .filter(row -> asked.contains(row.row()))
                .filter(row -> named.contains(row.row())
                        || always.contains(row.row())
                        || row.outcome().reason() != Reason.NOT_CONFIGURED)
                .toList();
        boolean current = configured.stream().allMatch(row -> row.isAbout(revision));
        if (current && configured.stream().anyMatch(row -> row.outcome().verdict() == Verdict.DIFFERS)) {
            return Answer.DIFFER;
        }
        // A name that no row has, from another version of the platform, is a row that nobody looks at.
        boolean known =
                policy.witnessRows().stream().allMatch(name -> Row.find(name).isPresent());
        boolean complete = known
                && rows.stream().map(Checked::row).collect(Collectors.toSet()).containsAll(asked);
        boolean agree =
                configured.stream().allMatch(row -> row.outcome().verdict() == Verdict.AGREES && isFresh(row, oldest));
        return complete && current && agree ? Answer.AGREE : Answer.UNKNOWN;
    }

    private static boolean isFresh(Checked row, Instant oldest) {
        return row.row() == Row.RULE_PROBES || !row.at().isBefore(oldest);
    }
}
