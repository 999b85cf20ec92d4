package io.meshtrial.routing.predicate;

import java.util.List;

/**
 * A request constructed to show that conditions can hold together.
 *
 * @param path with its query
 * @param headers in order; a name may appear more than once; texts hold one byte a character (ISO-8859-1)
 */
public record Witness(String method, String authority, String path, List<Header> headers) {

    public record Header(String name, String value) {}

    public Witness {
        headers = List.copyOf(headers);
    }
}
