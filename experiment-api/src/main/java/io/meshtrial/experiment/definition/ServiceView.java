package io.meshtrial.experiment.definition;

import java.util.List;

/**
 * A service as the mesh routes it: one VirtualService.
 *
 * @param service the VirtualService's name, under which people know it
 * @param hosts as it names them
 * @param versions the destinations of its base routes, each once, in natural order of their names
 */
public record ServiceView(String namespace, String service, List<String> hosts, List<VersionView> versions) {

    /**
     * One destination of the base routes.
     *
     * @param name what a variant there is called by default: the subset, else what tells the host from its siblings
     * @param routes titles of the base routes that send there
     */
    public record VersionView(String name, Destination destination, List<String> routes) {
        public VersionView {
            routes = List.copyOf(routes);
        }
    }

    public ServiceView {
        hosts = List.copyOf(hosts);
        versions = List.copyOf(versions);
    }
}
