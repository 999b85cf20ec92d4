package io.meshtrial.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** Each row: what is done to the schema, to its own compiled descriptor, and the line that it breaks. */
    static Stream<Arguments> breakingChanges() {
        return Stream.of(
                change(
                        "another type",
                        "field 6 status",
                        m -> m.getFieldBuilder(at("status")).setType(Type.TYPE_INT64)),
                change(
                        "another number",
                        "field 6 status",
                        m -> m.getFieldBuilder(at("status")).setNumber(60)),
                change(
                        "another name",
                        "field 6 status",
                        m -> m.getFieldBuilder(at("status")).setName("code").setJsonName("code")),
                change(
                        "another name in JSON alone",
                        "field 5 served_version",
                        m -> m.getFieldBuilder(at("served_version")).setJsonName("version")),
                change(
                        "many for one",
                        "field 4 variant",
                        m -> m.getFieldBuilder(at("variant")).setLabel(Label.LABEL_REPEATED)),
                change("a field withdrawn", "field 6 status", m -> m.removeField(at("status"))),
                change(
                        "another enum number",
                        "enum UnitKind 2 USER",
                        m -> value(m, "UnitKind", "USER").setNumber(20)),
                change(
                        "another enum name",
                        "enum UnitKind 2 USER",
                        m -> value(m, "UnitKind", "USER").setName("PERSON")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breakingChanges")
    void aBreakingChangeIsFound(String what, String line, Consumer<DescriptorProto.Builder> change) throws Exception {
        List<String> after = describe(changed(change));
        assertThat(snapshot().stream().filter(published -> !after.contains(published)))
                .as(what)
                .singleElement()
                .asString()
                .startsWith(line);
    }

    @Test
    void anAdditionBreaksNothing() throws Exception {
        List<String> after = describe(changed(m -> m.addFieldBuilder()
                .setName("region")
                .setJsonName("region")
                .setNumber(900)
                .setType(Type.TYPE_STRING)
                .setLabel(Label.LABEL_OPTIONAL)));
        assertThat(after).containsAll(snapshot()).contains("field 900 region string singular json region");
    }

    private static Arguments change(String what, String line, Consumer<DescriptorProto.Builder> change) {
        return Arguments.of(what, line, change);
    }

    private static int at(String field) {
        return RequestEvent.getDescriptor().findFieldByName(field).getIndex();
    }

    private static EnumValueDescriptorProto.Builder value(DescriptorProto.Builder message, String type, String value) {
        EnumDescriptor found = RequestEvent.getDescriptor().findEnumTypeByName(type);
        return message.getEnumTypeBuilder(found.getIndex())
                .getValueBuilder(found.findValueByName(value).getIndex());
    }

    private static Descriptor changed(Consumer<DescriptorProto.Builder> change) throws DescriptorValidationException {
        Descriptor published = RequestEvent.getDescriptor();
        FileDescriptorProto.Builder file = published.getFile().toProto().toBuilder();
        change.accept(file.getMessageTypeBuilder(published.getIndex()));
        return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]).findMessageTypeByName(published.getName());
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
            lines.add("field " + field.getNumber() + " " + field.getName() + " " + type(field) + " "
                    + cardinality(field) + " json " + field.getJsonName());
        }
        for (EnumDescriptor type : message.getEnumTypes()) {
            for (EnumValueDescriptor value : type.getValues()) {
                lines.add("enum " + type.getName() + " " + value.getNumber() + " " + value.getName());
            }
        }
        return lines;
    }

    private static String cardinality(FieldDescriptor field) {
        if (field.isRepeated()) {
            return field.isMapField() ? "map" : "repeated";
        }
        return field.toProto().getProto3Optional() ? "optional" : "singular";
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
