package io.meshtrial.routing.evaluate;

/**
 * Where requests go.
 *
 * @param host fully qualified where the VirtualService gave a short name, else verbatim
 * @param subset empty for the whole service
 * @param port of the service
 */
public record Destination(String host, String subset, int port) {

    @Override
    public String toString() {
        return (subset.isEmpty() ? host : host + "/" + subset) + ":" + port;
    }
}
