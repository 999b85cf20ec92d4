package io.meshtrial.analytics.ingest.accesslog;

import io.envoyproxy.envoy.data.accesslog.v3.AccessLogCommon;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPResponseProperties;
import io.envoyproxy.envoy.data.accesslog.v3.ResponseFlags;
import io.meshtrial.events.RequestEvent.Completion;

/**
 * How a logged exchange ended, by Envoy's response flags and code details.
 *
 * @param status that the client got; 0 for none
 */
record Outcome(int status, Completion completion, Cause cause) {

    private static final String FROM_UPSTREAM = "via_upstream";
    private static final String BROKE_IN_ANSWER = "upstream_reset_after_response_started";

    static Outcome of(HTTPAccessLogEntry entry) {
        AccessLogCommon common = entry.getCommonProperties();
        HTTPResponseProperties response = entry.getResponse();
        Cause cause = cause(common, response);
        return new Outcome(response.getResponseCode().getValue(), completion(cause), cause);
    }

    private static Cause cause(AccessLogCommon common, HTTPResponseProperties response) {
        ResponseFlags flags = common.getResponseFlags();
        if (flags.getDownstreamConnectionTermination() || flags.getDownstreamRemoteReset()) {
            return Cause.CLIENT_ABORTED;
        }
        if (isTimeout(flags)) {
            return Cause.GATEWAY_TIMED_OUT;
        }
        if (flags.getNoClusterFound() || flags.getNoRouteFound()) {
            return Cause.UNKNOWN_DESTINATION;
        }
        if (isUnreachable(flags)) {
            return Cause.UNREACHABLE;
        }
        String details = response.getResponseCodeDetails();
        if (isBroken(flags)) {
            return details.startsWith(BROKE_IN_ANSWER) ? Cause.BROKEN_OFF : Cause.RESET;
        }
        if (flags.getFaultInjected()) {
            return Cause.FAULT_INJECTED;
        }
        if (!details.isEmpty() && !details.equals(FROM_UPSTREAM)) {
            return Cause.PROXY_ANSWERED;
        }
        return common.getUpstreamRequestAttemptCount() > 1 ? Cause.RETRIED : Cause.ANSWERED;
    }

    private static boolean isTimeout(ResponseFlags flags) {
        return flags.getUpstreamRequestTimeout()
                || flags.getStreamIdleTimeout()
                || flags.getDurationTimeout()
                || flags.getUpstreamMaxStreamDurationReached();
    }

    private static boolean isUnreachable(ResponseFlags flags) {
        return flags.getNoHealthyUpstream()
                || flags.getUpstreamConnectionFailure()
                || flags.getUpstreamOverflow()
                || flags.getDnsResolutionFailure();
    }

    private static boolean isBroken(ResponseFlags flags) {
        return flags.getUpstreamConnectionTermination()
                || flags.getUpstreamRemoteReset()
                || flags.getLocalReset()
                || flags.getUpstreamProtocolError();
    }

    private static Completion completion(Cause cause) {
        return switch (cause) {
            case ANSWERED, RETRIED, FAULT_INJECTED, PROXY_ANSWERED -> Completion.ANSWERED;
            case CLIENT_ABORTED -> Completion.CLIENT_ABORTED;
            case GATEWAY_TIMED_OUT -> Completion.TIMED_OUT;
            case BROKEN_OFF -> Completion.BROKEN_OFF;
            case RESET, UNREACHABLE, UNKNOWN_DESTINATION -> Completion.RESET;
        };
    }
}
