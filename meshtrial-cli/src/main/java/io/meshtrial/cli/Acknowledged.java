package io.meshtrial.cli;

import java.util.List;

/** Warnings that were accepted by name, as a query. */
final class Acknowledged {

    private Acknowledged() {}

    static String query(String before, List<String> codes) {
        return codes.isEmpty()
                ? ""
                : before
                        + String.join(
                                "&",
                                codes.stream()
                                        .map(code -> "ack=" + Service.segment(code))
                                        .toList());
    }
}
