package io.meshtrial.routing.compile;

/** Host names as destinations write them. */
final class Hosts {

    private Hosts() {}

    /** A host without a dot belongs to the VirtualService's namespace. */
    static String qualified(String host, String namespace) {
        return host.contains(".") ? host : host + "." + namespace + ".svc.cluster.local";
    }
}
