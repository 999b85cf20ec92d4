package io.meshtrial.analytics.ingest.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.data.accesslog.v3.ResponseFlags;
import io.meshtrial.events.RequestEvent.Completion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flags and details as Envoy's documentation of access logs names them; the first five rows are in the recording. */
class OutcomeTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
        ,                                   200, via_upstream,                                      1, ANSWERED, ANSWERED
        upstream_request_timeout,           504, response_timeout,                                  1, TIMED_OUT, GATEWAY_TIMED_OUT
        upstream_connection_termination,    503, upstream_reset_before_response_started{connection_termination}, 1, RESET, RESET
        downstream_connection_termination,  0,   downstream_remote_disconnect,                      1, CLIENT_ABORTED, CLIENT_ABORTED
        no_cluster_found,                   503, cluster_not_found,                                 0, RESET, UNKNOWN_DESTINATION
        downstream_remote_reset,            0,   http2.remote_reset,                                1, CLIENT_ABORTED, CLIENT_ABORTED
        downstream_connection_termination,  200, via_upstream,                                      1, CLIENT_ABORTED, CLIENT_ABORTED
        no_route_found,                     404, route_not_found,                                   0, RESET, UNKNOWN_DESTINATION
        no_healthy_upstream,                503, no_healthy_upstream,                               0, RESET, UNREACHABLE
        upstream_connection_failure,        503, upstream_reset_before_response_started{connection_failure}, 3, RESET, UNREACHABLE
        upstream_overflow,                  503, upstream_reset_before_response_started{overflow},  1, RESET, UNREACHABLE
        dns_resolution_failure,             503, dns_resolution_failure,                            0, RESET, UNREACHABLE
        upstream_remote_reset,              503, upstream_reset_before_response_started{remote_reset}, 1, RESET, RESET
        upstream_protocol_error,            502, upstream_reset_before_response_started{protocol_error}, 1, RESET, RESET
        upstream_remote_reset,              200, upstream_reset_after_response_started{remote_reset}, 1, BROKEN_OFF, BROKEN_OFF
        stream_idle_timeout,                408, stream_idle_timeout,                               1, TIMED_OUT, GATEWAY_TIMED_OUT
        duration_timeout,                   504, duration_timeout,                                  1, TIMED_OUT, GATEWAY_TIMED_OUT
        fault_injected,                     503, fault_filter_abort,                                0, ANSWERED, FAULT_INJECTED
        delay_injected,                     200, via_upstream,                                      1, ANSWERED, ANSWERED
        rate_limited,                       429, request_rate_limited,                              0, ANSWERED, PROXY_ANSWERED
        overload_manager,                   503, overload,                                          0, ANSWERED, PROXY_ANSWERED
        ,                                   200, via_upstream,                                      2, ANSWERED, RETRIED
        upstream_retry_limit_exceeded,      503, via_upstream,                                      3, ANSWERED, RETRIED
        """)
    void aFlagSaysHowTheExchangeEnded(
            @Nullable String flag, int status, String details, int attempts, Completion completion, Cause cause) {
        assertThat(Outcome.of(entry(flag, status, details, attempts)))
                .isEqualTo(new Outcome(status, completion, cause));
    }

    @Test
    void anAbortOutweighsWhatHappenedUpstreamBecauseOfIt() {
        HTTPAccessLogEntry.Builder entry =
                entry("upstream_remote_reset", 0, "downstream_remote_disconnect", 1).toBuilder();
        entry.getCommonPropertiesBuilder().getResponseFlagsBuilder().setDownstreamConnectionTermination(true);
        assertThat(Outcome.of(entry.build()).cause()).isEqualTo(Cause.CLIENT_ABORTED);
    }

    private static HTTPAccessLogEntry entry(@Nullable String flag, int status, String details, int attempts) {
        HTTPAccessLogEntry.Builder entry = HTTPAccessLogEntry.newBuilder();
        entry.getCommonPropertiesBuilder().setUpstreamRequestAttemptCount(attempts);
        if (flag != null) {
            entry.getCommonPropertiesBuilder()
                    .getResponseFlagsBuilder()
                    .setField(ResponseFlags.getDescriptor().findFieldByName(flag), true);
        }
        entry.getResponseBuilder().setResponseCodeDetails(details);
        if (status > 0) {
            entry.getResponseBuilder().setResponseCode(UInt32Value.of(status));
        }
        return entry.build();
    }
}
