package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What every write of an object must satisfy: metadata always, the shape of {@code spec} for custom kinds. */
final class ObjectCheck {

    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern LABEL_VALUE = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
    private static final int NAME_LENGTH = 253;
    private static final int LABEL_LENGTH = 63;
    private static final int ANNOTATIONS_LENGTH = 262_144;
    private static final Set<String> TOP_LEVEL = Set.of("apiVersion", "kind", "metadata", "spec", "status");
    private static final Set<String> METADATA = Set.of(
            "name",
            "generateName",
            "namespace",
            "selfLink",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "labels",
            "annotations",
            "ownerReferences",
            "finalizers",
            "managedFields");

    private final Map<String, Shape> shapes = ShapeReader.read();

    /** Prunes the object in place and returns the paths that went; {@link ApiFailure} 422 with all causes. */
    List<String> check(ObjectKey key, ObjectNode object) {
        List<String> unknown = new ArrayList<>();
        List<ApiFailure.Cause> causes = new ArrayList<>(metadata(key, object.withObjectProperty("metadata"), unknown));
        Shape shape = shapes.get(key.type().kind());
        if (key.type().custom()) {
            prune(object, TOP_LEVEL, "", unknown);
            if (shape != null && object.has("spec")) {
                ShapeCheck walk = ShapeCheck.walk(shape, object.path("spec"), "spec");
                unknown.addAll(walk.unknown());
                causes.addAll(walk.causes());
            }
        }
        if (!causes.isEmpty()) {
            throw ApiFailure.invalid(key, causes);
        }
        return unknown;
    }

    private static List<ApiFailure.Cause> metadata(ObjectKey key, ObjectNode metadata, List<String> unknown) {
        prune(metadata, METADATA, "metadata.", unknown);
        List<ApiFailure.Cause> causes = new ArrayList<>();
        if (key.name().length() > NAME_LENGTH || !SUBDOMAIN.matcher(key.name()).matches()) {
            causes.add(invalid(
                    "metadata.name",
                    key.name(),
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and"
                            + " must start and end with an alphanumeric character"));
        }
        metadata.path("labels").properties().forEach(label -> {
            String value = label.getValue().asText();
            if (value.length() > LABEL_LENGTH || !LABEL_VALUE.matcher(value).matches()) {
                causes.add(invalid(
                        "metadata.labels",
                        value,
                        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.',"
                                + " at most 63 of them"));
            }
        });
        int annotations = 0;
        for (var annotation : metadata.path("annotations").properties()) {
            annotations += annotation.getKey().length()
                    + annotation.getValue().asText().length();
        }
        if (annotations > ANNOTATIONS_LENGTH) {
            causes.add(new ApiFailure.Cause(
                    "FieldValueTooLong",
                    "Too long: may not be more than " + ANNOTATIONS_LENGTH + " bytes",
                    "metadata.annotations"));
        }
        return causes;
    }

    private static ApiFailure.Cause invalid(String field, @Nullable String value, String why) {
        return new ApiFailure.Cause("FieldValueInvalid", "Invalid value: \"" + value + "\": " + why, field);
    }

    private static void prune(ObjectNode object, Set<String> known, String path, List<String> unknown) {
        object.properties().removeIf(member -> {
            boolean goes = !known.contains(member.getKey());
            if (goes) {
                unknown.add(path + member.getKey());
            }
            return goes;
        });
    }
}
