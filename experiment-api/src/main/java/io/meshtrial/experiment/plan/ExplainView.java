package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.plan.PlanView.DecidedBy;
import io.meshtrial.experiment.plan.PlanView.Owner;
import io.meshtrial.experiment.plan.PlanView.Share;
import io.meshtrial.routing.evaluate.HeaderChange;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes, and why not elsewhere. It shows no token.
 *
 * @param preview the plan whose routes were looked at; null for the live ones
 * @param listener where the request comes in: of the object's gateways the first server that has its host and does more
 *     than redirect it to HTTPS
 * @param destinations where it may go, with what is sent on; empty where nothing is forwarded
 * @param answer what the proxy answers by itself; null where it sends the request on
 * @param fault that the route injects before anything is sent on
 */
@Schema(name = "Explanation")
public record ExplainView(
        String experiment,
        @Nullable String preview,
        Asked request,
        Entry listener,
        Outcome outcome,
        List<Share> shares,
        List<Arm> destinations,
        @Nullable Answered answer,
        @Nullable Injected fault,
        List<Copy> mirrors,
        DecidedBy decidedBy,
        String reason,
        List<Skipped> skipped) {

    public enum Outcome {
        FORWARDED,
        ANSWERED,
        NO_ROUTE,
        PASSED_THROUGH,
        REFUSED
    }

    /** The request as it was understood. */
    @Schema(name = "ExplainedRequest")
    public record Asked(String method, String host, String path, Map<String, List<String>> headers) {}

    /** @param gateway {@code namespace/name}, or {@code mesh} for sidecars */
    @Schema(name = "ExplainedListener")
    public record Entry(String gateway, int port, String protocol) {}

    /** Whether a destination is there. */
    @Schema(name = "ReachedDestination")
    public enum Reached {
        /** Known; whether a pod is ready there is not looked at. */
        KNOWN,
        /** Known, and nothing stands behind it: 503. */
        NO_ENDPOINTS,
        /** No service has the host and port: 503. */
        NO_SUCH_HOST,
        /** No DestinationRule defines the subset: 503. */
        NO_SUCH_SUBSET,
        /** What would decide it may not be read. */
        UNKNOWN;

        boolean isUnavailable() {
            return this != KNOWN && this != UNKNOWN;
        }
    }

    /**
     * One destination of the route that took the request.
     *
     * @param variant the experiment's that lives there; null where none does
     * @param weight out of the sum of all destinations' weights
     * @param status that the proxy answers in the destination's stead; null where it sends the request on, and where that is unknown
     * @param authority as sent on, after rewrites
     * @param path as sent on, after rewrites, with its query
     * @param headers operations of the route and the destination, in the order in which they are done
     */
    @Schema(name = "ExplainedDestination")
    public record Arm(
            @Nullable String variant,
            String host,
            @Nullable String subset,
            int port,
            long weight,
            Reached reach,
            @Nullable Integer status,
            String authority,
            String path,
            List<HeaderOperation> headers) {}

    /** @param value as it is written, with the proxy's operators; empty for a removal */
    @Schema(name = "HeaderOperation")
    public record HeaderOperation(
            HeaderChange.Message message, HeaderChange.Operation operation, String name, String value) {}

    @Schema(name = "ExplainedAnswer")
    public record Answered(By by, int status, Map<String, List<String>> headers, String body) {

        @Schema(name = "AnsweredBy")
        public enum By {
            REDIRECT,
            DIRECT_RESPONSE,
            CORS_PREFLIGHT,
            NO_ROUTE,
            REFUSAL
        }
    }

    /** The delay comes first; the two are drawn independently. Percentages are of requests. */
    @Schema(name = "ExplainedFault")
    public record Injected(
            @Nullable Long delayMillis,
            @Nullable Double delayPercentage,
            @Nullable Integer abortStatus,
            @Nullable Double abortPercentage) {}

    /** A copy that goes elsewhere and whose answer is dropped. */
    @Schema(name = "ExplainedMirror")
    public record Copy(String host, @Nullable String subset, int port, double percentage, Reached reach) {}

    /** A route that was looked at before, and the first field that did not match. */
    @Schema(name = "SkippedRoute")
    public record Skipped(
            String route, Owner owner, String object, int index, String field, String expected, String actual) {}
}
