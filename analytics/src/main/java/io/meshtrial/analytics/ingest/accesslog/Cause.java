package io.meshtrial.analytics.ingest.accesslog;

/**
 * Why the access log may count a request otherwise than the application does. Only requests of cause {@link #ANSWERED}
 * must count alike in both.
 */
public enum Cause {
    /** The application answered once. */
    ANSWERED,
    /** The application was asked more than once, the client answered once. */
    RETRIED,
    /** The client went away first. */
    CLIENT_ABORTED,
    /** The gateway stopped waiting; the application may have answered later. */
    GATEWAY_TIMED_OUT,
    /** The connection broke before the answer began. */
    RESET,
    /** The connection broke in the middle of the answer. */
    BROKEN_OFF,
    /** No connection, no healthy endpoint, or no room: the application never saw the request. */
    UNREACHABLE,
    /** The route names a subset or host that does not exist. */
    UNKNOWN_DESTINATION,
    /** The mesh answered in place of the application because a fault is injected. */
    FAULT_INJECTED,
    /** The proxy answered by itself for another reason: rate limit, authorisation, overload, protocol error. */
    PROXY_ANSWERED
}
