package io.meshtrial.rules.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value of a JSON tree and where it stands. Objects are strict: an unknown member is a fault. */
record JsonCursor(@Nullable Object value, String pointer) {

    /** The members of an object, in order; all of them must be known. */
    Map<String, JsonCursor> members(Set<String> known) throws RefusedJson {
        if (!(value instanceof Map<?, ?> map)) {
            throw RefusedJson.shape(pointer, "this is " + kind(), "an object with " + sorted(known), "write {…}");
        }
        Map<String, JsonCursor> members = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : map.entrySet()) {
            String name = String.valueOf(member.getKey());
            if (!known.contains(name)) {
                throw RefusedJson.shape(
                        child(name),
                        "there is no member " + name,
                        "only " + sorted(known),
                        Suggestion.hint(name, known, "leave it out"));
            }
            members.put(name, new JsonCursor(member.getValue(), child(name)));
        }
        return members;
    }

    /** The single member of an object that says what it is by its name. */
    JsonCursor onlyMember(Set<String> known) throws RefusedJson {
        Map<String, JsonCursor> members = members(known);
        if (members.size() != 1) {
            throw RefusedJson.shape(
                    pointer,
                    "the object has " + members.size() + " members",
                    "exactly one of " + sorted(known),
                    "split it into several objects");
        }
        return members.values().iterator().next();
    }

    List<JsonCursor> items() throws RefusedJson {
        if (!(value instanceof List<?> list)) {
            throw RefusedJson.shape(pointer, "this is " + kind(), "an array", "write […]");
        }
        List<JsonCursor> items = new ArrayList<>(list.size());
        for (int index = 0; index < list.size(); index++) {
            items.add(new JsonCursor(list.get(index), pointer + "/" + index));
        }
        return items;
    }

    String string() throws RefusedJson {
        if (!(value instanceof String text)) {
            throw RefusedJson.shape(pointer, "this is " + kind(), "a string", "write \"…\"");
        }
        int fault = Quoting.firstUnwritable(text);
        if (fault >= 0) {
            throw new RefusedJson(
                    new Complaint(
                            RejectionCode.INVALID_TEXT,
                            "%s cannot stand in a request".formatted(Quoting.visible(text.charAt(fault))),
                            "printable text",
                            "leave it out"),
                    pointer);
        }
        return text;
    }

    Number number() throws RefusedJson {
        if (!(value instanceof Number number)) {
            throw RefusedJson.shape(pointer, "this is " + kind(), "a number", "write it without quotes");
        }
        return number;
    }

    void requireTrue() throws RefusedJson {
        if (!Boolean.TRUE.equals(value)) {
            throw RefusedJson.shape(pointer, "this is " + kind(), "true", "leave the member out, or negate with not");
        }
    }

    JsonCursor required(Map<String, JsonCursor> members, String name) throws RefusedJson {
        JsonCursor member = members.get(name);
        if (member == null) {
            throw RefusedJson.shape(pointer, "the member " + name + " is missing", name, "add " + name);
        }
        return member;
    }

    /** The last part of the pointer, which is the name of a member. */
    String name() {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    private String child(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }

    private String kind() {
        return switch (value) {
            case null -> "null";
            case String _ -> "a string";
            case Number _ -> "a number";
            case Boolean truth -> truth.toString();
            case List<?> _ -> "an array";
            case Map<?, ?> _ -> "an object";
            default -> "no JSON value";
        };
    }
}
