package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.check.Severity;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.validate.VirtualServiceValidation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the mesh will take the object. A poison pill anywhere on the listener keeps every later change from arriving,
 * so foreign ones stop a plan too; what istiod refuses stops it where our routes bring it in.
 */
final class SoundnessCheck {

    private SoundnessCheck() {}

    static List<Finding> of(HostObjects host, List<OwnedRoute> routes) {
        MeshObject live = host.virtualService();
        VirtualServiceValidation validation = new VirtualServiceValidation();
        List<Finding> before = errors(live, validation);
        List<Finding> findings = new ArrayList<>(pills(before));
        host.otherVirtualServices().stream()
                .filter(other -> HostOwner.shareListener(live, other))
                .forEach(other -> findings.addAll(pills(errors(other, validation))));
        Set<String> known = before.stream().map(Finding::code).collect(Collectors.toSet());
        if (!routes.isEmpty()) {
            errors(with(live, routes), validation).stream()
                    .filter(finding -> !known.contains(finding.code()))
                    .forEach(findings::add);
        }
        return findings;
    }

    /** An object like the live one with our routes only; nothing is copied, since nothing is changed. */
    private static MeshObject with(MeshObject live, List<OwnedRoute> routes) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", live.kind()).set("metadata", live.metadata());
        ObjectNode spec = object.putObject("spec");
        for (String field : List.of("hosts", "gateways")) {
            if (live.spec().has(field)) {
                spec.set(field, live.spec().path(field));
            }
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
