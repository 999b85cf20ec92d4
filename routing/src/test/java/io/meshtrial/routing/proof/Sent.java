package io.meshtrial.routing.proof;

import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.evaluate.RequestFacts;
import io.meshtrial.rules.evaluate.RequestFacts.HeaderField;
import java.util.ArrayList;
import java.util.List;

/** A request, for both evaluators. */
record Sent(String method, String authority, String target, List<Field> headers) {

    record Field(String name, String value) {}

    Sent with(String name, String value) {
        List<Field> more = new ArrayList<>(headers);
        more.add(new Field(name, value));
        return new Sent(method, authority, target, more);
    }

    RequestFacts forTable() {
        return RequestFacts.of(
                method,
                authority,
                target,
                headers.stream()
                        .map(field -> new Header(field.name(), field.value()))
                        .toList());
    }

    io.meshtrial.rules.evaluate.RequestFacts forRules() {
        return new io.meshtrial.rules.evaluate.RequestFacts(
                method,
                authority,
                target,
                headers.stream()
                        .map(field -> new HeaderField(field.name(), field.value()))
                        .toList());
    }
}
