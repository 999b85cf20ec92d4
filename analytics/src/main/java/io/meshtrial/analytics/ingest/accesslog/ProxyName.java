package io.meshtrial.analytics.ingest.accesslog;

/** Names of proxies: Istio's node ids are {@code <type>~<address>~<pod>.<namespace>~<domain>}. */
final class ProxyName {

    static final String UNKNOWN = "unknown";

    private static final int PARTS = 4;
    private static final int MAX_LENGTH = 253;

    private ProxyName() {}

    /** The pod that a node id names, else the id, cut and cleaned to what an event may carry. */
    static String pod(String nodeId) {
        String[] parts = nodeId.split("~", -1);
        String name = parts.length == PARTS ? parts[2] : nodeId;
        int dot = name.lastIndexOf('.');
        String pod = parts.length == PARTS && dot > 0 ? name.substring(0, dot) : name;
        String clean = pod.replaceAll("[^A-Za-z0-9._-]", "_");
        return clean.isEmpty() ? UNKNOWN : clean.substring(0, Math.min(MAX_LENGTH, clean.length()));
    }
}
