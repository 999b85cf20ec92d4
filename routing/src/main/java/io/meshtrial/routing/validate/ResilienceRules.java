package io.meshtrial.routing.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.evaluate.Durations;
import java.time.Duration;
import java.util.Set;

/** Timeouts, retries, faults and cross-origin policy. */
final class ResilienceRules {

    private static final Duration LEAST = Duration.ofMillis(1);
    private static final double LEAST_PERCENTAGE = 0.0001;

    private static final Set<String> RETRY_ON = Set.of(
            "5xx",
            "gateway-error",
            "reset",
            "reset-before-request",
            "connect-failure",
            "envoy-ratelimited",
            "retriable-4xx",
            "refused-stream",
            "retriable-status-codes",
            "retriable-headers",
            "http3-post-connect-failure",
            "cancelled",
            "deadline-exceeded",
            "internal",
            "resource-exhausted",
            "unavailable");

    private static final Set<String> GRPC = Set.of(
            "OK",
            "CANCELLED",
            "UNKNOWN",
            "INVALID_ARGUMENT",
            "DEADLINE_EXCEEDED",
            "NOT_FOUND",
            "ALREADY_EXISTS",
            "PERMISSION_DENIED",
            "RESOURCE_EXHAUSTED",
            "FAILED_PRECONDITION",
            "ABORTED",
            "OUT_OF_RANGE",
            "UNIMPLEMENTED",
            "INTERNAL",
            "UNAVAILABLE",
            "DATA_LOSS",
            "UNAUTHENTICATED");

    private ResilienceRules() {}

    static void check(JsonNode route, Report report) {
        duration(route.path("timeout"), "timeout", report);
        retries(route.path("retries"), report);
        fault(route.path("fault"), report);
        cors(route.path("corsPolicy"), report);
    }

    private static void duration(JsonNode text, String field, Report report) {
        if (!text.isTextual()) {
            return;
        }
        Duration duration = Durations.parse(text.asText());
        if (duration == null) {
            report.refused(
                    "invalid-duration", field + ": \"" + text.asText() + "\" is no duration", "write 5s or 0.25s");
        } else if (duration.compareTo(LEAST) < 0) {
            report.refused("invalid-duration", field + " must be at least 1ms", "leave it out for none");
        } else if (duration.toNanos() % LEAST.toNanos() != 0) {
            report.refused("invalid-duration", field + " must be whole milliseconds", "");
        }
    }

    private static void retries(JsonNode retries, Report report) {
        if (!retries.isObject()) {
            return;
        }
        long attempts = retries.path("attempts").asLong();
        String on = retries.path("retryOn").asText("");
        if (attempts < 0) {
            report.refused("invalid-retries", "retries.attempts is negative", "");
        }
        if (attempts == 0 && (!on.isEmpty() || retries.hasNonNull("perTryTimeout"))) {
            report.refused("invalid-retries", "retries has settings although attempts is 0", "give attempts");
        }
        duration(retries.path("perTryTimeout"), "retries.perTryTimeout", report);
        duration(retries.path("backoff"), "retries.backoff", report);
        for (String condition : on.isEmpty() ? new String[0] : on.split(",", -1)) {
            String name = condition.strip();
            if (!RETRY_ON.contains(name) && !name.matches("[1-5][0-9][0-9]")) {
                report.refused("invalid-retries", "retries.retryOn: \"" + name + "\" is not known", "");
            }
        }
    }

    private static void fault(JsonNode fault, Report report) {
        if (!fault.isObject()) {
            return;
        }
        if (!fault.path("delay").isObject() && !fault.path("abort").isObject()) {
            report.refused("invalid-fault", "fault has neither abort nor delay", "");
        }
        percentage(fault.at("/delay/percentage/value"), report);
        percentage(fault.at("/abort/percentage/value"), report);
        duration(fault.at("/delay/fixedDelay"), "fault.delay.fixedDelay", report);
        JsonNode status = fault.at("/abort/httpStatus");
        if (status.isNumber() && (status.asInt() < 200 || status.asInt() > 600)) {
            report.refused("invalid-fault", "fault.abort.httpStatus " + status + " is not 200 to 599", "");
        } else if (status.asInt() == 600) {
            report.poison("fault.abort.httpStatus 600", "use 200 to 599");
        }
        JsonNode grpc = fault.at("/abort/grpcStatus");
        if (grpc.isTextual() && !GRPC.contains(grpc.asText())) {
            report.refused("invalid-fault", "fault.abort.grpcStatus \"" + grpc.asText() + "\" is not known", "");
        }
    }

    private static void percentage(JsonNode value, Report report) {
        double percentage = value.asDouble();
        if (percentage != 0 && (percentage < LEAST_PERCENTAGE || percentage > 100)) {
            report.refused("invalid-fault", "fault: percentage " + percentage + " is not 0.0001 to 100", "");
        }
    }

    private static void cors(JsonNode cors, Report report) {
        if (!cors.isObject()) {
            return;
        }
        duration(cors.path("maxAge"), "corsPolicy.maxAge", report);
        for (JsonNode origin : cors.path("allowOrigins")) {
            TextRules.match(origin, Place.of("corsPolicy.allowOrigins"), false, report);
        }
    }
}
