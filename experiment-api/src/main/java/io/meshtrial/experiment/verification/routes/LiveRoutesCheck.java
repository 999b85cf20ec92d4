package io.meshtrial.experiment.verification.routes;

import io.meshtrial.experiment.definition.StatusCondition;
import io.meshtrial.experiment.mesh.PublishedRoutes;
import io.meshtrial.experiment.mesh.PublishedRoutes.Comparison;
import io.meshtrial.experiment.verification.check.Check;
import io.meshtrial.experiment.verification.check.Evidence;
import io.meshtrial.experiment.verification.check.Evidence.Fact;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Row;
import io.meshtrial.experiment.verification.check.Subject;
import org.springframework.stereotype.Component;

/** Whether the owned routes in the cluster are the ones that were published. */
@Component
class LiveRoutesCheck implements Check {

    private final PublishedRoutes routes;

    LiveRoutesCheck(PublishedRoutes routes) {
        this.routes = routes;
    }

    @Override
    public Row row() {
        return Row.LIVE_ROUTES;
    }

    @Override
    public Outcome check(Subject subject) {
        if (subject.effectiveSince().isEmpty()) {
            return Outcome.tooEarly(
                    Reason.NOT_PUBLISHED,
                    "Revision " + subject.revision() + " is not published yet.",
                    null,
                    Evidence.NONE);
        }
        return switch (routes.compare(subject.stored())) {
            case Comparison.NotPublished none ->
                Outcome.tooEarly(Reason.NOT_PUBLISHED, "Nothing is recorded as published yet.", null, Evidence.NONE);
            case Comparison.Gone gone ->
                Outcome.differs(Reason.OBJECT_GONE, gone.title() + " does not exist any more.", Evidence.NONE);
            case Comparison.Found found -> judge(subject, found);
        };
    }

    private static Outcome judge(Subject subject, Comparison.Found found) {
        String version = String.valueOf(found.object().resourceVersion());
        Evidence evidence = Evidence.facts(
                Fact.of("equal", found.equal(), found.published()),
                Fact.of("live", found.live()),
                new Fact("resourceVersion", version, null));
        boolean contested = subject.stored()
                .status()
                .condition("Contested")
                .filter(condition -> condition.status() == StatusCondition.Status.TRUE)
                .isPresent();
        if (contested) {
            return Outcome.differs(
                    Reason.ROUTES_CONTESTED,
                    "Someone reverts the routes again and again; they are not put back any more.",
                    evidence);
        }
        String counts =
                found.equal() + " of " + found.published() + " owned routes equal revision " + subject.revision();
        if (found.equal() == found.published() && found.live() == found.published()) {
            return Outcome.agrees(counts + ". Read from the API server, resourceVersion " + version + ".", evidence);
        }
        return Outcome.differs(
                Reason.ROUTES_CHANGED,
                counts + "; " + found.live() + " stand in " + found.object().title() + who(found) + ".",
                evidence.withDiff(found.diff()));
    }

    private static String who(Comparison.Found found) {
        return found.fieldManager() == null ? "" : ", last written by " + found.fieldManager();
    }
}
