package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.check.Severity;
import io.meshtrial.routing.evaluate.SharedListeners;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.validate.VirtualServiceValidation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether the mesh will take the object. A poison pill anywhere on the listener keeps every later change from arriving,
 * so foreign ones stop a plan too; what istiod refuses stops it where our routes bring it in.
 */
final class SoundnessCheck {

    private static final String ANY_HOST = "any.test";
    private static final Pattern POSITION = Pattern.compile("\\[[0-9]+]");

    private SoundnessCheck() {}

    static List<Finding> of(HostObjects host, List<OwnedRoute> routes) {
        MeshObject live = host.virtualService();
        VirtualServiceValidation validation = new VirtualServiceValidation();
        List<Finding> before = errors(live, validation);
        List<Finding> findings = new ArrayList<>(pills(before));
        SharedListeners listeners = new SharedListeners(host.gateways());
        host.otherVirtualServices().stream()
                .filter(other -> listeners.share(live, other))
                .forEach(other -> findings.addAll(pills(errors(other, validation))));
        if (!routes.isEmpty()) {
            Set<String> known = before.stream()
                    .filter(VirtualServiceValidation::isUnknownField)
                    .map(SoundnessCheck::anywhere)
                    .collect(Collectors.toSet());
            errors(with(live, routes), validation).stream()
                    .filter(finding -> !known.contains(anywhere(finding)))
                    .forEach(findings::add);
        }
        return findings;
    }

    /** Fields that the live object has and we have not heard of are those of a newer mesh, which took them. */
    private static String anywhere(Finding finding) {
        return finding.code() + " " + POSITION.matcher(finding.message()).replaceAll("[]");
    }

    /**
     * Our routes alone, in an object of the live one's name. Its hosts and gateways are not ours and stay out: what is
     * wrong with them is nothing that the routes bring in. Nothing is copied, since nothing is changed.
     */
    private static MeshObject with(MeshObject live, List<OwnedRoute> routes) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", live.kind()).set("metadata", live.metadata());
        ObjectNode spec = object.putObject("spec");
        if (!live.spec().path("hosts").isEmpty()) {
            spec.putArray("hosts").add(ANY_HOST);
        }
        ArrayNode http = spec.putArray("http");
        routes.forEach(route -> http.add(route.json()));
        return new MeshObject(object);
    }

    private static List<Finding> errors(MeshObject object, VirtualServiceValidation validation) {
        return validation.of(object).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }

    private static List<Finding> pills(List<Finding> errors) {
        return errors.stream()
                .filter(finding -> finding.code().equals(VirtualServiceValidation.POISON_PILL))
                .toList();
    }
}
