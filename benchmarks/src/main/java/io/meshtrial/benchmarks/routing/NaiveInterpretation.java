package io.meshtrial.benchmarks.routing;

import com.google.re2j.Pattern;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPMatchRequest;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatch;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchExact;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchPrefix;
import io.fabric8.istio.api.api.networking.v1alpha3.StringMatchRegex;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.evaluate.RequestFacts;
import java.util.Map;

/** The obvious way: read fabric8's model for each request, compile each regex where it stands. Paths and headers only. */
final class NaiveInterpretation {

    private NaiveInterpretation() {}

    static String route(VirtualService service, RequestFacts request) {
        String path = request.target().split("\\?", 2)[0];
        for (HTTPRoute route : service.getSpec().getHttp()) {
            if (route.getMatch() == null || route.getMatch().isEmpty()) {
                return route.getName();
            }
            for (HTTPMatchRequest match : route.getMatch()) {
                if (holds(match, path, request)) {
                    return route.getName();
                }
            }
        }
        return "";
    }

    private static boolean holds(HTTPMatchRequest match, String path, RequestFacts request) {
        if (match.getUri() != null && !holds(match.getUri(), path)) {
            return false;
        }
        Map<String, StringMatch> headers = match.getHeaders() == null ? Map.of() : match.getHeaders();
        for (Map.Entry<String, StringMatch> entry : headers.entrySet()) {
            boolean any = false;
            for (Header header : request.headers()) {
                any |= header.name().equalsIgnoreCase(entry.getKey()) && holds(entry.getValue(), header.value());
            }
            if (!any) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(StringMatch match, String value) {
        return switch (match.getMatchType()) {
            case StringMatchExact exact -> value.equals(exact.getExact());
            case StringMatchPrefix prefix -> value.startsWith(prefix.getPrefix());
            case StringMatchRegex regex -> Pattern.compile(regex.getRegex()).matches(value);
            default -> true;
        };
    }
}
