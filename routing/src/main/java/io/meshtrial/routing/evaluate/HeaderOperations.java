package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One list of header operations as Envoy applies it: all removals, then all sets, then all additions. */
record HeaderOperations(List<String> removals, List<Edit> sets, List<Edit> additions) {

    static final HeaderOperations NONE = new HeaderOperations(List.of(), List.of(), List.of());

    /** @param name in lower case */
    record Edit(String name, ValueTemplate value) {}

    /** @param node {@code headers.request} or {@code headers.response} of a route or a destination */
    static HeaderOperations of(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return NONE;
        }
        List<String> removals = new ArrayList<>();
        for (JsonNode name : node.path("remove")) {
            if (!isProxys(name.asText())) {
                removals.add(HeaderLines.lower(name.asText()));
            }
        }
        return new HeaderOperations(List.copyOf(removals), edits(node.path("set")), edits(node.path("add")));
    }

    private static List<Edit> edits(JsonNode values) {
        return values.properties().stream()
                .filter(entry -> !isProxys(entry.getKey()))
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(entry -> new Edit(
                        HeaderLines.lower(entry.getKey()),
                        ValueTemplate.of(Header.wire(entry.getValue().asText()))))
                .toList();
    }

    /** The host that set or add of {@code host} or {@code :authority} asks for; empty where none does. */
    static String authority(JsonNode requestOperations) {
        String set = authorityOf(requestOperations.path("set"));
        return set.isEmpty() ? authorityOf(requestOperations.path("add")) : set;
    }

    private static String authorityOf(JsonNode values) {
        return values.properties().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(":authority")
                        || entry.getKey().equalsIgnoreCase("host"))
                .map(entry -> entry.getValue().asText())
                .reduce("", (first, last) -> last);
    }

    private static boolean isProxys(String name) {
        return name.startsWith(":") || name.equalsIgnoreCase("host");
    }

    boolean isEmpty() {
        return removals.isEmpty() && sets.isEmpty() && additions.isEmpty();
    }

    /** One list of both, this one's first. */
    HeaderOperations then(HeaderOperations others) {
        if (isEmpty() || others.isEmpty()) {
            return isEmpty() ? others : this;
        }
        return new HeaderOperations(
                joined(removals, others.removals), joined(sets, others.sets), joined(additions, others.additions));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /** As they are written, in the order in which they are done. */
    List<HeaderChange> changes(HeaderChange.Message message) {
        List<HeaderChange> changes = new ArrayList<>();
        removals.forEach(name -> changes.add(new HeaderChange(message, HeaderChange.Operation.REMOVE, name, "")));
        sets.forEach(edit -> changes.add(change(message, HeaderChange.Operation.SET, edit)));
        additions.forEach(edit -> changes.add(change(message, HeaderChange.Operation.ADD, edit)));
        return changes;
    }

    private static HeaderChange change(HeaderChange.Message message, HeaderChange.Operation operation, Edit edit) {
        return new HeaderChange(message, operation, edit.name(), edit.value().text());
    }

    /** Values are taken after the removals and before anything is set; an empty value changes nothing. */
    void apply(HeaderLines lines, ValueTemplate.Source source) {
        removals.forEach(lines::remove);
        List<Header> set = rendered(sets, source);
        List<Header> added = rendered(additions, source);
        set.forEach(header -> lines.set(header.name(), header.value()));
        added.forEach(header -> lines.append(header.name(), header.value()));
    }

    private static List<Header> rendered(List<Edit> edits, ValueTemplate.Source source) {
        List<Header> values = new ArrayList<>(edits.size());
        for (Edit edit : edits) {
            String value = edit.value().render(source);
            if (!value.isEmpty()) {
                values.add(new Header(edit.name(), value));
            }
        }
        return values;
    }

    /** Names that no HTTP header can have; a proxy refuses to send such a request. */
    List<String> invalidNames() {
        List<String> names = new ArrayList<>();
        for (Edit edit : joined(sets, additions)) {
            if (!HeaderNames.isToken(edit.name())) {
                names.add(edit.name());
            }
        }
        return names;
    }
}
