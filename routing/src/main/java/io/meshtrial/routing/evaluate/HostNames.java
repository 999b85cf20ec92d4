package io.meshtrial.routing.evaluate;

import org.jspecify.annotations.Nullable;

/** Host names of Istio: short ones belong to a namespace, {@code *.x} stands for everything below x. */
final class HostNames {

    private static final String CLUSTER_DOMAIN = "svc.cluster.local";

    private HostNames() {}

    /** A name without a dot is a service of the namespace; others are taken as they stand. */
    static String resolve(String host, String namespace) {
        return host.isEmpty() || host.equals("*") || host.indexOf('.') >= 0
                ? host
                : host + "." + namespace + "." + CLUSTER_DOMAIN;
    }

    /** {@code namespace/name} of a gateway as a VirtualService names it; {@code mesh} stays. */
    static String resolveGateway(String gateway, String namespace) {
        if (gateway.equals("mesh")) {
            return gateway;
        }
        int slash = gateway.indexOf('/');
        if (slash >= 0) {
            return gateway.startsWith("./") ? namespace + gateway.substring(1) : gateway;
        }
        String[] labels = gateway.split("\\.", 3);
        return labels.length == 1 ? namespace + "/" + gateway : labels[1] + "/" + labels[0];
    }

    static boolean isWildcard(String host) {
        return host.startsWith("*");
    }

    /** Whether everything that one name stands for, the other stands for too. */
    static boolean isWithin(String inner, String outer) {
        if (isWildcard(outer)) {
            String suffix = outer.substring(1);
            return isWildcard(inner) ? inner.substring(1).endsWith(suffix) : inner.endsWith(suffix);
        }
        return inner.equals(outer);
    }

    /** The narrower of two names that meet, null where they have nothing in common. */
    static @Nullable String intersection(String first, String second) {
        if (isWithin(first, second)) {
            return first;
        }
        return isWithin(second, first) ? second : null;
    }

    /** The namespace in the full name of a Kubernetes service; null for other names. */
    static @Nullable String namespaceOf(String host) {
        String[] labels = host.split("\\.", 3);
        return labels.length == 3 && labels[2].equals(CLUSTER_DOMAIN) ? labels[1] : null;
    }

    /** A Host header without its port. */
    static String withoutPort(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon < 0 || colon < authority.lastIndexOf(']') ? authority : authority.substring(0, colon);
    }
}
