package io.meshtrial.routing.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;

/**
 * All findings about one VirtualService by itself; whether its hosts exist is not looked at here. One instance remembers
 * what it has found sound, since objects of one host repeat much; not safe for use by several threads.
 */
public final class VirtualServiceValidation {

    /** Code of findings about objects that validation accepts and proxies refuse. */
    public static final String POISON_PILL = "poison-pill";

    private final Sound sound = Sound.nothingYet();

    /** Whether a finding is about a field that this check has not heard of. */
    public static boolean isUnknownField(Finding finding) {
        return finding.code().equals(Report.UNKNOWN_FIELD);
    }

    /** @return in the order of the object; empty for a sound VirtualService and for other kinds */
    public static List<Finding> findings(MeshObject object) {
        return new VirtualServiceValidation().of(object);
    }

    /** @return in the order of the object; empty for a sound VirtualService and for other kinds */
    public List<Finding> of(MeshObject object) {
        if (!object.kind().equals("VirtualService")) {
            return List.of();
        }
        Report report = new Report(object.title(), sound);
        Schema.VIRTUAL_SERVICE.check(object.spec(), Place.ROOT, report);
        if (report.isReadable()) {
            HostRules.check(object.spec(), report);
            boolean delegate = object.spec().path("hosts").isEmpty();
            for (int i = 0; i < object.http().size(); i++) {
                JsonNode route = object.http().get(i);
                report.enter(route.path("name").asText(""), i);
                route(route, delegate, report);
            }
        }
        return report.findings();
    }

    private static void route(JsonNode route, boolean delegate, Report report) {
        ActionRules.check(route, delegate, report);
        MatchRules.check(route, delegate || route.has("delegate"), report);
        HeaderRules.check(route.path("headers"), Place.of("headers"), report);
        DestinationRules.check(route, report);
        RedirectRules.redirect(route.path("redirect"), report);
        RedirectRules.directResponse(route.path("directResponse"), report);
        RewriteRules.check(route, report);
        ResilienceRules.check(route, report);
        MirrorRules.check(route, report);
    }
}
