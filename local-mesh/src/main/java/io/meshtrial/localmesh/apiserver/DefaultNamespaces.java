package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** The namespaces that every cluster has. */
final class DefaultNamespaces {

    private static final List<String> NAMES = List.of("default", "kube-system");

    private DefaultNamespaces() {}

    static void create(Store store, Clock clock, Supplier<String> identifiers) {
        ObjectWriter writer = new ObjectWriter(store, clock, identifiers);
        for (String name : NAMES) {
            ObjectKey key = new ObjectKey(ResourceType.NAMESPACE, "", name);
            if (store.get(key).isEmpty()) {
                var object = JsonNodeFactory.instance.objectNode();
                object.put("apiVersion", "v1").put("kind", "Namespace");
                object.putObject("metadata").put("name", name);
                writer.create(
                        new WriteRequest(
                                key, "v1", "meshtrial-local", false, WriteRequest.FieldValidation.IGNORE, false),
                        object);
            }
        }
        store.forgetHistory();
    }
}
