package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What a client asks before it knows which kinds there are. */
final class Discovery {

    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private Discovery() {}

    static Optional<ObjectNode> answer(String path) {
        List<String> parts = List.of(path.substring(1).split("/"));
        return switch (parts.size()) {
            case 1 ->
                switch (parts.getFirst()) {
                    case "version" -> Optional.of(version());
                    case "api" -> Optional.of(coreVersions());
                    case "apis" -> Optional.of(groups());
                    default -> Optional.empty();
                };
            case 2 ->
                parts.getFirst().equals("api")
                        ? resources("", parts.get(1))
                        : Optional.of(parts)
                                .filter(names -> names.getFirst().equals("apis"))
                                .flatMap(names -> group(names.get(1)));
            case 3 -> parts.getFirst().equals("apis") ? resources(parts.get(1), parts.get(2)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static ObjectNode version() {
        return node().put("major", "1").put("minor", "36").put("gitVersion", "v1.36.0+meshtrial-local");
    }

    private static ObjectNode coreVersions() {
        ObjectNode versions = node().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        return versions;
    }

    private static ObjectNode groups() {
        ObjectNode list = node().put("kind", "APIGroupList").put("apiVersion", "v1");
        var array = list.putArray("groups");
        ResourceType.ALL.stream()
                .map(ResourceType::group)
                .filter(group -> !group.isEmpty())
                .distinct()
                .forEach(group -> group(group).ifPresent(array::add));
        return list;
    }

    private static Optional<ObjectNode> group(String name) {
        return ResourceType.ALL.stream()
                .filter(type -> type.group().equals(name) && !name.isEmpty())
                .findFirst()
                .map(type -> {
                    ObjectNode group = node().put("kind", "APIGroup")
                            .put("apiVersion", "v1")
                            .put("name", name);
                    var versions = group.putArray("versions");
                    type.versions().forEach(version -> entry(versions.addObject(), type, version));
                    entry(
                            group.putObject("preferredVersion"),
                            type,
                            type.versions().getFirst());
                    return group;
                });
    }

    private static void entry(ObjectNode target, ResourceType type, String version) {
        target.put("groupVersion", type.apiVersion(version)).put("version", version);
    }

    private static Optional<ObjectNode> resources(String group, String version) {
        List<ResourceType> types = ResourceType.ALL.stream()
                .filter(type -> type.group().equals(group) && type.versions().contains(version))
                .toList();
        if (types.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode list = node().put("kind", "APIResourceList").put("apiVersion", "v1");
        list.put("groupVersion", types.getFirst().apiVersion(version));
        var array = list.putArray("resources");
        for (ResourceType type : types) {
            ObjectNode resource = array.addObject()
                    .put("name", type.plural())
                    .put("singularName", type.singular())
                    .put("namespaced", type.namespaced())
                    .put("kind", type.kind());
            var verbs = resource.putArray("verbs");
            VERBS.forEach(verbs::add);
            var names = resource.putArray("shortNames");
            type.shortNames().forEach(names::add);
        }
        return Optional.of(list);
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
