package io.meshtrial.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What was once published stays: each line of the snapshot must still describe the schema. A new field or enum value
 * adds a line, by hand, to the snapshot.
 */
class SchemaEvolutionTest {

    private static final String SNAPSHOT = "/request_event.snapshot";

    @Test
    void nothingThatWasPublishedHasChanged() throws IOException {
        assertThat(describe(RequestEvent.getDescriptor())).containsAll(snapshot());
    }

    @Test
    void whatWasAddedStandsInTheSnapshot() throws IOException {
        assertThat(snapshot()).containsAll(describe(RequestEvent.getDescriptor()));
    }

    @Test
    void aChangedTypeOrNumberOrNameWouldBeFound() throws IOException {
        List<String> lines = snapshot();
        assertThat(lines).contains("field 6 status uint32", "enum UnitKind 2 USER");
        assertThat(lines).doesNotContain("field 6 status int64", "field 7 status uint32", "field 6 code uint32");
    }

    private static List<String> snapshot() throws IOException {
        try (InputStream snapshot = SchemaEvolutionTest.class.getResourceAsStream(SNAPSHOT)) {
            return new String(Objects.requireNonNull(snapshot).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static List<String> describe(Descriptor message) {
        List<String> lines = new ArrayList<>();
        lines.add("message " + message.getFullName());
        for (FieldDescriptor field : message.getFields()) {
            lines.add("field " + field.getNumber() + " " + field.getName() + " " + type(field));
        }
        for (EnumDescriptor type : message.getEnumTypes()) {
            for (EnumValueDescriptor value : type.getValues()) {
                lines.add("enum " + type.getName() + " " + value.getNumber() + " " + value.getName());
            }
        }
        return lines;
    }

    private static String type(FieldDescriptor field) {
        if (field.isMapField()) {
            Descriptor entry = field.getMessageType();
            return "map<" + type(entry.findFieldByNumber(1)) + "," + type(entry.findFieldByNumber(2)) + ">";
        }
        if (field.getJavaType() == FieldDescriptor.JavaType.ENUM) {
            return field.getEnumType().getName();
        }
        return field.getType().name().toLowerCase(java.util.Locale.ROOT);
    }
}
