package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.mesh.Kind;
import io.meshtrial.experiment.mesh.MeshPort;
import io.meshtrial.experiment.verification.check.Check;
import io.meshtrial.experiment.verification.check.Evidence;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Row;
import io.meshtrial.experiment.verification.check.ServiceName;
import io.meshtrial.experiment.verification.check.Subject;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What Kiali says about the VirtualService and the DestinationRules of the variants' hosts. */
@Component
class KialiValidationsCheck implements Check {

    private static final int MOST_RULES = 20;

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
        mesh.list(Kind.DESTINATION_RULE, spec.namespace()).stream()
                .filter(rule -> isForVariant(rule, spec))
                .limit(MOST_RULES)
                .forEach(objects::add);
        return validations
                .judge(objects, subject.age())
                .with(objects.stream().map(links::object).toList());
    }

    private static boolean isForVariant(MeshObject rule, ExperimentSpec spec) {
        ServiceName host = ServiceName.of(rule.spec().path("host").asText(), rule.namespace());
        return spec.variants().stream()
                .anyMatch(variant -> ServiceName.of(variant.destination().host(), spec.namespace())
                        .equals(host));
    }
}
