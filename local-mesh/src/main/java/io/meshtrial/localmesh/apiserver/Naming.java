package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;

/** Which name a new object gets: its own, or one made from {@code generateName}. */
final class Naming {

    private static final int SUFFIX = 5;

    private Naming() {}

    static ObjectKey of(ObjectKey addressed, ObjectNode metadata, Supplier<String> identifiers) {
        String name = metadata.path("name").asText();
        String prefix = metadata.path("generateName").asText();
        if (name.isEmpty() && prefix.isEmpty()) {
            throw ApiFailure.invalid(
                    addressed,
                    List.of(new ApiFailure.Cause(
                            "FieldValueRequired",
                            "Required value: name or generateName is required",
                            "metadata.name")));
        }
        if (name.isEmpty()) {
            name = prefix + identifiers.get().replace("-", "").substring(0, SUFFIX);
            metadata.put("name", name);
        }
        return new ObjectKey(addressed.type(), addressed.namespace(), name);
    }
}
