package io.meshtrial.routing.validate;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Command operators in header values: {@code %REQ(x-request-id)%}; a per cent sign by itself is {@code %%}. */
final class Operators {

    private static final Pattern OPERATOR = Pattern.compile("([A-Z0-9_]+)(\\([^)]*\\))?(:[0-9]+)?");

    /** What Envoy 1.40 can put into a header. */
    private static final Set<String> KNOWN = Set.of(
            "BYTES_RECEIVED",
            "BYTES_RETRANSMITTED",
            "BYTES_SENT",
            "CLUSTER_METADATA",
            "COMMON_DURATION",
            "CONNECTION_ID",
            "CONNECTION_TERMINATION_DETAILS",
            "CUSTOM_FLAGS",
            "DOWNSTREAM_DETECTED_CLOSE_TYPE",
            "DOWNSTREAM_DIRECT_LOCAL_ADDRESS",
            "DOWNSTREAM_DIRECT_REMOTE_ADDRESS",
            "DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT",
            "DOWNSTREAM_DIRECT_REMOTE_PORT",
            "DOWNSTREAM_HANDSHAKE_DURATION",
            "DOWNSTREAM_HEADER_BYTES_RECEIVED",
            "DOWNSTREAM_HEADER_BYTES_SENT",
            "DOWNSTREAM_LOCAL_ADDRESS",
            "DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT",
            "DOWNSTREAM_LOCAL_DNS_SAN",
            "DOWNSTREAM_LOCAL_EMAIL_SAN",
            "DOWNSTREAM_LOCAL_IP_SAN",
            "DOWNSTREAM_LOCAL_OTHERNAME_SAN",
            "DOWNSTREAM_LOCAL_PORT",
            "DOWNSTREAM_LOCAL_SUBJECT",
            "DOWNSTREAM_LOCAL_URI_SAN",
            "DOWNSTREAM_PEER_CERT",
            "DOWNSTREAM_PEER_CERT_V_END",
            "DOWNSTREAM_PEER_CERT_V_START",
            "DOWNSTREAM_PEER_CHAIN_FINGERPRINTS_1",
            "DOWNSTREAM_PEER_CHAIN_FINGERPRINTS_256",
            "DOWNSTREAM_PEER_CHAIN_SERIALS",
            "DOWNSTREAM_PEER_DNS_SAN",
            "DOWNSTREAM_PEER_EMAIL_SAN",
            "DOWNSTREAM_PEER_FINGERPRINT_1",
            "DOWNSTREAM_PEER_FINGERPRINT_256",
            "DOWNSTREAM_PEER_IP_SAN",
            "DOWNSTREAM_PEER_ISSUER",
            "DOWNSTREAM_PEER_OTHERNAME_SAN",
            "DOWNSTREAM_PEER_SERIAL",
            "DOWNSTREAM_PEER_SUBJECT",
            "DOWNSTREAM_PEER_URI_SAN",
            "DOWNSTREAM_REMOTE_ADDRESS",
            "DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT",
            "DOWNSTREAM_REMOTE_PORT",
            "DOWNSTREAM_TLS_CIPHER",
            "DOWNSTREAM_TLS_SESSION_ID",
            "DOWNSTREAM_TLS_VERSION",
            "DOWNSTREAM_TRANSPORT_FAILURE_REASON",
            "DOWNSTREAM_WIRE_BYTES_RECEIVED",
            "DOWNSTREAM_WIRE_BYTES_SENT",
            "DURATION",
            "DYNAMIC_METADATA",
            "EMIT_TIME",
            "ENVIRONMENT",
            "FILTER_CHAIN_NAME",
            "FILTER_STATE",
            "GRPC_STATUS",
            "GRPC_STATUS_NUMBER",
            "HOSTNAME",
            "LOCAL_REPLY_BODY",
            "METADATA",
            "PATH",
            "PROTOCOL",
            "QUERY_PARAM",
            "QUERY_PARAMS",
            "REQ",
            "REQUESTED_SERVER_NAME",
            "REQUEST_DURATION",
            "REQUEST_HEADERS_BYTES",
            "REQUEST_TX_DURATION",
            "REQ_WITHOUT_QUERY",
            "RESP",
            "RESPONSE_CODE",
            "RESPONSE_CODE_DETAILS",
            "RESPONSE_DURATION",
            "RESPONSE_FLAGS",
            "RESPONSE_FLAGS_LONG",
            "RESPONSE_HEADERS_BYTES",
            "RESPONSE_TRAILERS_BYTES",
            "RESPONSE_TX_DURATION",
            "ROUNDTRIP_DURATION",
            "ROUTE_NAME",
            "SPAN_ID",
            "START_TIME",
            "START_TIME_LOCAL",
            "STREAM_ID",
            "TLS_JA3_FINGERPRINT",
            "TLS_JA4_FINGERPRINT",
            "TRACE_ID",
            "TRAILER",
            "UNIQUE_ID",
            "UPSTREAM_CLUSTER",
            "UPSTREAM_CLUSTER_RAW",
            "UPSTREAM_CONNECTION_ID",
            "UPSTREAM_CONNECTION_POOL_READY_DURATION",
            "UPSTREAM_FILTER_STATE",
            "UPSTREAM_HEADER_BYTES_RECEIVED",
            "UPSTREAM_HEADER_BYTES_SENT",
            "UPSTREAM_HOST",
            "UPSTREAM_HOST_METADATA",
            "UPSTREAM_HOST_NAME",
            "UPSTREAM_HOST_NAME_WITHOUT_PORT",
            "UPSTREAM_LOCAL_ADDRESS",
            "UPSTREAM_LOCAL_ADDRESS_WITHOUT_PORT",
            "UPSTREAM_LOCAL_PORT",
            "UPSTREAM_METADATA",
            "UPSTREAM_PEER_CERT",
            "UPSTREAM_PEER_ISSUER",
            "UPSTREAM_PEER_SUBJECT",
            "UPSTREAM_PEER_URI_SAN",
            "UPSTREAM_PROTOCOL",
            "UPSTREAM_REMOTE_ADDRESS",
            "UPSTREAM_REMOTE_ADDRESS_WITHOUT_PORT",
            "UPSTREAM_REMOTE_PORT",
            "UPSTREAM_REQUEST_ATTEMPT_COUNT",
            "UPSTREAM_TLS_CIPHER",
            "UPSTREAM_TLS_SESSION_ID",
            "UPSTREAM_TLS_VERSION",
            "UPSTREAM_TRANSPORT_FAILURE_REASON",
            "UPSTREAM_WIRE_BYTES_RECEIVED",
            "UPSTREAM_WIRE_BYTES_SENT",
            "VIRTUAL_CLUSTER_NAME",
            "VIRTUAL_HOST_NAME");

    private static final Set<String> WITH_ARGUMENTS = Set.of("REQ", "RESP", "TRAILER", "REQ_WITHOUT_QUERY");

    private static final String HINT = "write %% for a per cent sign";

    private Operators() {}

    static void check(String value, Place field, Report report) {
        int at = 0;
        while ((at = value.indexOf('%', at)) >= 0) {
            if (value.startsWith("%%", at)) {
                at += 2;
                continue;
            }
            int end = end(value, at + 1);
            if (end < 0) {
                report.refused("invalid-header-value", field + ": a per cent sign begins no operator", HINT);
                return;
            }
            operator(value.substring(at + 1, end), field, report);
            at = end + 1;
        }
    }

    /** Where the closing per cent sign stands; those in parentheses belong to a time's format. */
    private static int end(String value, int from) {
        int open = value.indexOf('(', from);
        int end = value.indexOf('%', from);
        if (open < 0 || end < 0 || open > end) {
            return end;
        }
        int close = value.indexOf(')', open);
        return close < 0 ? -1 : value.indexOf('%', close);
    }

    private static void operator(String operator, Place field, Report report) {
        int open = operator.indexOf('(');
        int close = operator.indexOf(')');
        boolean closed =
                open < 0 || close > open && operator.substring(close + 1).isBlank();
        Matcher matcher = OPERATOR.matcher(operator);
        if (matcher.matches()
                && KNOWN.contains(matcher.group(1))
                && (matcher.group(2) != null || !WITH_ARGUMENTS.contains(matcher.group(1)))) {
            return;
        }
        if (!closed) {
            report.refused("invalid-header-value", field + ": operator %" + operator + "% is not closed", HINT);
        } else {
            report.poison(field + ": proxies do not know the operator %" + operator + "%", HINT);
        }
    }
}
