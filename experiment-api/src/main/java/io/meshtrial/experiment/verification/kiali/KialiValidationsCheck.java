package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.mesh.Kind;
import io.meshtrial.experiment.mesh.MeshForbidden;
import io.meshtrial.experiment.mesh.MeshPort;
import io.meshtrial.experiment.verification.check.Check;
import io.meshtrial.experiment.verification.check.Evidence;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Row;
import io.meshtrial.experiment.verification.check.ServiceName;
import io.meshtrial.experiment.verification.check.Subject;
import io.meshtrial.experiment.verification.check.Verdict;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.springframework.stereotype.Component;

/** What Kiali says about the VirtualService and the DestinationRules of the variants' hosts. */
@Component
class KialiValidationsCheck implements Check {

    private static final int MOST_OBJECTS = 21;

    private final Kiali kiali;
    private final KialiValidations validations;
    private final KialiLinks links;
    private final MeshPort mesh;

    KialiValidationsCheck(Kiali kiali, KialiValidations validations, KialiLinks links, MeshPort mesh) {
        this.kiali = kiali;
        this.validations = validations;
        this.links = links;
        this.mesh = mesh;
    }

    @Override
    public Row row() {
        return Row.KIALI_VALIDATIONS;
    }

    @Override
    public Outcome check(Subject subject) throws InterruptedException {
        if (!kiali.isConfigured()) {
            return Outcome.notConfigured("No Kiali is configured.", "meshtrial.kiali.url");
        }
        if (subject.effectiveSince().isEmpty()) {
            return Outcome.tooEarly(
                    Reason.NOT_PUBLISHED,
                    "Revision " + subject.revision() + " is not published yet.",
                    null,
                    Evidence.NONE);
        }
        ExperimentSpec spec = subject.spec();
        Optional<MeshObject> virtualService = mesh.get(Kind.VIRTUAL_SERVICE, spec.namespace(), spec.virtualService());
        if (virtualService.isEmpty()) {
            return Outcome.differs(
                    Reason.OBJECT_GONE,
                    "VirtualService " + spec.namespace() + "/" + spec.virtualService() + " does not exist any more.",
                    Evidence.NONE);
        }
        List<MeshObject> objects = new ArrayList<>();
        objects.add(virtualService.get());
        List<String> unseen = new ArrayList<>();
        for (String namespace : namespaces(spec)) {
            try {
                mesh.list(Kind.DESTINATION_RULE, namespace).stream()
                        .filter(rule -> isForVariant(rule, spec))
                        .forEach(objects::add);
            } catch (MeshForbidden refused) {
                unseen.add("DestinationRules of namespace " + namespace + " may not be read.");
            }
        }
        if (objects.size() > MOST_OBJECTS) {
            unseen.add("Kiali was asked about " + MOST_OBJECTS + " of " + objects.size() + " objects.");
        }
        List<MeshObject> asked = objects.stream().limit(MOST_OBJECTS).toList();
        Outcome judged = validations.judge(asked, subject.age());
        return (judged.verdict() == Verdict.AGREES && !unseen.isEmpty()
                        ? Outcome.unknown(Reason.REFUSED, String.join(" ", unseen), judged.evidence())
                        : judged)
                .with(asked.stream().map(links::object).toList());
    }

    /** Where DestinationRules of the variants' hosts stand: beside the routes, and beside each host. */
    private static SequencedSet<String> namespaces(ExperimentSpec spec) {
        SequencedSet<String> namespaces = new LinkedHashSet<>(List.of(spec.namespace()));
        spec.variants()
                .forEach(variant ->
                        namespaces.add(ServiceName.of(variant.destination().host(), spec.namespace())
                                .namespace()));
        return namespaces;
    }

    private static boolean isForVariant(MeshObject rule, ExperimentSpec spec) {
        ServiceName host = ServiceName.of(rule.spec().path("host").asText(), rule.namespace());
        return spec.variants().stream()
                .anyMatch(variant -> ServiceName.of(variant.destination().host(), spec.namespace())
                        .equals(host));
    }
}
