package io.meshtrial.experiment.verification.routes;

import io.meshtrial.experiment.definition.DriftStatus;
import io.meshtrial.experiment.mesh.PublishedRoutes;
import io.meshtrial.experiment.mesh.PublishedRoutes.Comparison;
import io.meshtrial.experiment.verification.check.Check;
import io.meshtrial.experiment.verification.check.Evidence;
import io.meshtrial.experiment.verification.check.Evidence.Fact;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Row;
import io.meshtrial.experiment.verification.check.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether someone else has changed the routes that the experiment builds on, and nobody has accepted it. */
@Component
class ForeignEditCheck implements Check {

    private final PublishedRoutes routes;

    ForeignEditCheck(PublishedRoutes routes) {
        this.routes = routes;
    }

    @Override
    public Row row() {
        return Row.FOREIGN_EDIT;
    }

    @Override
    public Outcome check(Subject subject) {
        DriftStatus drift = subject.stored().status().drift();
        if (drift != null && drift.baseChanged()) {
            return changed(drift.object(), drift.fieldManager(), drift.diff(), Evidence.NONE);
        }
        return switch (routes.compare(subject.stored())) {
            case Comparison.NotPublished none ->
                Outcome.tooEarly(Reason.NOT_PUBLISHED, "Nothing is recorded as published yet.", null, Evidence.NONE);
            case Comparison.Gone gone ->
                Outcome.differs(Reason.OBJECT_GONE, gone.title() + " does not exist any more.", Evidence.NONE);
            case Comparison.Found found -> judge(found);
        };
    }

    private static Outcome judge(Comparison.Found found) {
        String version = String.valueOf(found.object().resourceVersion());
        Evidence evidence = Evidence.facts(new Fact("resourceVersion", version, null));
        return found.baseChanged()
                ? changed(found.object().title(), found.fieldManager(), found.diff(), evidence)
                : Outcome.agrees(
                        "The routes beneath are as they were when published; "
                                + found.object().title() + ", resourceVersion " + version + ".",
                        evidence);
    }

    private static Outcome changed(String object, @Nullable String who, String diff, Evidence evidence) {
        return Outcome.differs(
                Reason.BASE_CHANGED,
                object + " was changed by " + (who == null ? "someone else" : who)
                        + ": its base routes are not what they were.",
                evidence.withDiff(diff));
    }
}
