package io.meshtrial.routing.evaluate;

import java.util.Map;

/** Where a request comes in: it decides which VirtualServices apply and how several of them meet. */
public sealed interface Listener {

    /** The port that {@code match.port} is compared with. */
    int port();

    Workload workload();

    /**
     * A port of a gateway's proxies. All Gateways whose selector fits the workload and that have a server on the port
     * take part.
     */
    record Gateway(int port, Workload workload) implements Listener {}

    /** The outbound listener of a sidecar, for one port of services. */
    record Sidecar(int port, Workload workload) implements Listener {}

    /** A port of Istio's usual ingress gateway: label {@code istio: ingressgateway}, namespace istio-system. */
    static Listener ingress(int port) {
        return new Gateway(port, new Workload("istio-system", Map.of("istio", "ingressgateway")));
    }
}
