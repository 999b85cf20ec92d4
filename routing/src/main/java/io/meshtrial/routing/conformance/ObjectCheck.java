package io.meshtrial.routing.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.check.Severity;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.validate.VirtualServiceValidation;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Holds the check of objects against what a mesh said of them: refused ones must be found out, accepted ones not. */
final class ObjectCheck {

    /** The compiler writes clones of routes in {@code spec.http} that send requests on, and nothing else. */
    static final String NOT_WRITTEN = "refused for fields that the compiler does not write";

    static final String UNFOUND = "the mesh's validation refuses this object, the check finds nothing";

    private static final List<String> OTHER_SECTIONS = List.of("tls", "tcp", "exportTo");
    private static final List<String> NEVER_CLONED = List.of("redirect", "directResponse", "delegate");
    private static final Pattern OBJECT = Pattern.compile("([A-Za-z]+)/[^/ ]+/[^: ]+: .*", Pattern.DOTALL);
    private static final String ABOUT_HTTP = "HTTP";

    private ObjectCheck() {}

    /** One sentence at most for what the check says otherwise than the mesh did. */
    static List<String> differences(Recording recording) {
        List<Finding> errors = errors(recording);
        return switch (recording.refusal()) {
            case BY_VALIDATION -> errors.isEmpty() ? List.of(UNFOUND) : List.of();
            case BY_PROXIES ->
                errors.stream().anyMatch(finding -> finding.code().equals(VirtualServiceValidation.POISON_PILL))
                        ? List.of()
                        : List.of("the proxies refuse this object, the check finds " + errors);
            case NONE ->
                errors.isEmpty() ? List.of() : List.of("the mesh takes this object, the check finds " + errors);
        };
    }

    /**
     * Whether a refusal that the check does not find is none of its business: it is about a section, a kind of object or
     * routes that are never written. What the validation said decides, where it says it.
     */
    static boolean isAboutOthers(Recording recording) {
        List<String> said = recording.validation();
        boolean otherKind = !said.isEmpty() && said.stream().allMatch(ObjectCheck::isAboutAnotherKind);
        return otherKind || hasOnlyOthers(recording.virtualService(), said);
    }

    private static boolean isAboutAnotherKind(String message) {
        var matcher = OBJECT.matcher(message);
        return matcher.matches() && !matcher.group(1).equals("VirtualService");
    }

    private static boolean hasOnlyOthers(MeshObject object, List<String> said) {
        boolean others = OTHER_SECTIONS.stream().anyMatch(object.spec()::hasNonNull);
        boolean http = said.stream().anyMatch(message -> message.contains(ABOUT_HTTP));
        return others && !(http && !object.http().isEmpty())
                || !object.http().isEmpty()
                        && StreamSupport.stream(object.http().spliterator(), false)
                                .allMatch(ObjectCheck::isNeverCloned);
    }

    private static boolean isNeverCloned(JsonNode route) {
        return NEVER_CLONED.stream().anyMatch(route::hasNonNull);
    }

    private static List<Finding> errors(Recording recording) {
        VirtualServiceValidation validation = new VirtualServiceValidation();
        return virtualServices(recording)
                .flatMap(object -> validation.of(object).stream())
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }

    private static Stream<MeshObject> virtualServices(Recording recording) {
        return recording.objects().stream().filter(object -> object.kind().equals("VirtualService"));
    }
}
