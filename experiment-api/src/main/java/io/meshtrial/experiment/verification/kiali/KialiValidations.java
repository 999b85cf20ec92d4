package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.experiment.verification.check.Evidence;
import io.meshtrial.experiment.verification.check.Evidence.Fact;
import io.meshtrial.experiment.verification.check.Evidence.Finding;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.witness.Answer.Heard;
import io.meshtrial.experiment.verification.witness.Answer.Unheard;
import io.meshtrial.routing.object.MeshObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Asks Kiali about objects one by one: only that computes at this moment, and writes the result into Kiali's lists too.
 * What it says counts when it is about the object as it stands.
 */
@Component
class KialiValidations {

    /** After that a Kiali that still shows an older object does not follow the mesh. */
    private static final Duration WATCH_DELAY = Duration.ofMinutes(2);

    private record Heed(List<Finding> findings, List<Outcome> doubts) {}

    private final Kiali kiali;

    KialiValidations(Kiali kiali) {
        this.kiali = kiali;
    }

    /**
     * @param objects as the Kubernetes API has them
     * @param age how long the mesh has served the revision
     */
    Outcome judge(List<MeshObject> objects, Duration age) throws InterruptedException {
        Heed heed = new Heed(new ArrayList<>(), new ArrayList<>());
        for (MeshObject object : objects) {
            switch (kiali.object(object.kind(), object.namespace(), object.name())) {
                case Unheard<Optional<KialiObject>>(Reason reason, String words) ->
                    heed.doubts().add(Outcome.unknown(reason, words));
                case Heard<Optional<KialiObject>>(Optional<KialiObject> seen) -> hear(object, seen, age, heed);
            }
        }
        return outcome(objects, heed);
    }

    private static void hear(MeshObject object, Optional<KialiObject> seen, Duration age, Heed heed) {
        if (seen.isEmpty()) {
            heed.doubts().add(late(age, "Kiali does not see " + object.title() + "."));
            return;
        }
        if (!SameObject.is(object, seen.get().resource())) {
            heed.doubts().add(late(age, "Kiali still sees " + object.title() + " as it was before."));
            return;
        }
        KialiObject.Validation validation = seen.get().validation();
        if (validation == null) {
            heed.doubts().add(Outcome.unknown(Reason.VALIDATIONS_OFF, "Kiali’s validations are switched off."));
            return;
        }
        boolean explained = false;
        for (KialiCheck check : validation.checks()) {
            boolean fails = check.weight() == KialiCheck.Weight.FAILS;
            explained |= fails;
            heed.findings()
                    .add(new Finding(
                            object.title(), check.code(), check.severity(), check.message(), check.path(), fails));
            if (check.weight() == KialiCheck.Weight.UNCLEAR) {
                heed.doubts()
                        .add(Outcome.unknown(
                                Reason.UNKNOWN_FINDING,
                                "Kiali reports " + check.code() + " with a severity that is not known: "
                                        + check.severity() + "."));
            }
        }
        if (!validation.valid() && !explained) {
            heed.doubts()
                    .add(Outcome.unknown(
                            Reason.UNKNOWN_FINDING, "Kiali calls " + object.title() + " invalid and names no error."));
        }
    }

    private static Outcome late(Duration age, String sentence) {
        return age.compareTo(WATCH_DELAY) < 0
                ? Outcome.tooEarly(Reason.OLD_OBJECT, sentence, null, Evidence.NONE)
                : Outcome.unknown(Reason.OLD_OBJECT, sentence);
    }

    private static Outcome outcome(List<MeshObject> objects, Heed heed) {
        Evidence evidence = Evidence.facts(Fact.of("objects", objects.size())).withFindings(heed.findings());
        List<Finding> failing = heed.findings().stream().filter(Finding::fails).toList();
        if (!failing.isEmpty()) {
            return Outcome.differs(
                    Reason.FINDING,
                    failing.stream()
                                    .map(finding -> finding.code() + " " + finding.message()
                                            + (finding.path() == null ? "" : " at " + finding.path()))
                                    .distinct()
                                    .limit(3)
                                    .collect(Collectors.joining("; "))
                            + ".",
                    evidence);
        }
        if (!heed.doubts().isEmpty()) {
            Outcome worst = heed.doubts().getFirst();
            return new Outcome(worst.verdict(), worst.reason(), worst.sentence(), worst.readyAt(), evidence, List.of());
        }
        int remarks = heed.findings().size();
        return Outcome.agrees(
                "No error on " + objects.size() + (objects.size() == 1 ? " object" : " objects")
                        + (remarks == 0 ? "" : ", " + remarks + (remarks == 1 ? " remark" : " remarks"))
                        + ". Asked about "
                        + objects.stream().map(MeshObject::title).collect(Collectors.joining(", ")) + ".",
                evidence);
    }
}
