package io.meshtrial.experiment.mesh;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the platform reads. Rights are given namespace by namespace, and whoever has no more must not ask for all at once.
 *
 * @param namespaces those that opted in; none means every one, and needs the right to list in the whole cluster
 * @param gatewayNamespaces where Gateways stand besides
 */
@ConfigurationProperties("meshtrial.kubernetes")
record NamespaceScope(
        @DefaultValue List<String> namespaces, @DefaultValue List<String> gatewayNamespaces) {

    NamespaceScope {
        namespaces = List.copyOf(namespaces);
        gatewayNamespaces = List.copyOf(gatewayNamespaces);
    }

    static NamespaceScope everywhere() {
        return new NamespaceScope(List.of(), List.of());
    }

    boolean isEverywhere() {
        return namespaces.isEmpty();
    }

    boolean covers(String namespace) {
        return isEverywhere() || namespaces.contains(namespace);
    }

    /** Where objects of a kind are looked for; meaningless where that is everywhere. */
    List<String> of(Kind kind) {
        Stream<String> besides = kind == Kind.GATEWAY ? gatewayNamespaces.stream() : Stream.empty();
        return Stream.concat(namespaces.stream(), besides).distinct().toList();
    }
}
