package io.meshtrial.localmesh.apiserver;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which objects a request is about: {@code /api/v1/namespaces/demo/services/x} or
 * {@code /apis/GROUP/VERSION/namespaces/NAMESPACE/PLURAL/NAME/status}.
 *
 * @param namespace empty for every one, or for cluster-wide kinds
 * @param name empty for the whole collection
 */
record ApiPath(ResourceType type, String version, String namespace, String name, boolean status) {

    static Optional<ApiPath> parse(String path) {
        List<String> parts = Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty())
                .map(part -> QueryStringDecoder.decodeComponent(part.replace("+", "%2B")))
                .toList();
        if (parts.size() >= 3 && parts.getFirst().equals("api")) {
            return parse("", parts.get(1), parts.subList(2, parts.size()));
        }
        if (parts.size() >= 4 && parts.getFirst().equals("apis")) {
            return parse(parts.get(1), parts.get(2), parts.subList(3, parts.size()));
        }
        return Optional.empty();
    }

    private static Optional<ApiPath> parse(String group, String version, List<String> rest) {
        boolean inNamespace = rest.size() >= 3
                && rest.getFirst().equals("namespaces")
                && ResourceType.find(group, version, rest.get(2)).isPresent();
        String namespace = inNamespace ? rest.get(1) : "";
        List<String> object = inNamespace ? rest.subList(2, rest.size()) : rest;
        boolean status = object.size() == 3 && object.get(2).equals("status");
        if (object.size() > 2 && !status) {
            return Optional.empty();
        }
        String name = object.size() > 1 ? object.get(1) : "";
        return ResourceType.find(group, version, object.getFirst())
                .filter(type -> type.namespaced() ? inNamespace || name.isEmpty() : !inNamespace)
                .filter(type -> !status || type.custom())
                .map(type -> new ApiPath(type, version, namespace, name, status));
    }

    boolean collection() {
        return name.isEmpty();
    }

    ObjectKey key() {
        return new ObjectKey(type, namespace, name);
    }
}
