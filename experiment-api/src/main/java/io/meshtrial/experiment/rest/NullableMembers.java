package io.meshtrial.experiment.rest;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says in the OpenAPI document which members can be null, as the records themselves do by JSpecify's annotation. */
@Component
@SuppressWarnings({"rawtypes", "unchecked"})
class NullableMembers implements ModelConverter {

    @Override
    public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        if (resolved == null || type.getType() == null) {
            return resolved;
        }
        Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
        if (raw.isRecord()) {
            Schema model = resolved.get$ref() == null
                    ? resolved
                    : context.getDefinedModels().get(nameOf(resolved.get$ref()));
            if (model != null && model.getProperties() != null) {
                mark(raw.getRecordComponents(), model.getProperties());
            }
        }
        return resolved;
    }

    private static void mark(RecordComponent[] components, Map<String, Schema> members) {
        for (RecordComponent component : components) {
            Schema member = members.get(component.getName());
            if (member != null && component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                members.put(component.getName(), orNull(member));
            }
        }
    }

    private static Schema orNull(Schema member) {
        if (member.get$ref() != null) {
            return new Schema<>().anyOf(List.of(new Schema<>().$ref(member.get$ref()), nothing()));
        }
        if (member.getAnyOf() != null || member.getOneOf() != null) {
            return member;
        }
        Set<String> types = new LinkedHashSet<>();
        if (member.getTypes() != null) {
            types.addAll(member.getTypes());
        } else if (member.getType() != null) {
            types.add(member.getType());
        }
        if (!types.isEmpty()) {
            types.add("null");
            member.setTypes(types);
        }
        if (member.getEnum() != null && !member.getEnum().contains(null)) {
            List<Object> values = new ArrayList<>(member.getEnum());
            values.add(null);
            member.setEnum(values);
        }
        return member;
    }

    private static Schema nothing() {
        Schema<Object> schema = new Schema<>();
        schema.addType("null");
        return schema;
    }

    private static String nameOf(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
