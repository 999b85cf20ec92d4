package io.meshtrial.routing.evaluate;

/** Whether the proxies can send anything to a destination. */
public enum Reachability {
    /** The service and the subset are known and something stands behind them, as far as the objects say. */
    REACHABLE,
    /** Known, and nothing stands behind it: 503, flag UH. */
    NO_ENDPOINTS,
    /** No service of this name and port: 503, flag NC. */
    UNKNOWN_HOST,
    /** The service is known, the subset is not: 503, flag NC. */
    UNKNOWN_SUBSET
}
