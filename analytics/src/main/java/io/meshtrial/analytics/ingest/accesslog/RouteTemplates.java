package io.meshtrial.analytics.ingest.accesslog;

import java.util.List;

/**
 * Paths as templates. A proxy does not know an application's templates: those that are configured are tried in order, and
 * a path that fits none keeps only its depth. No part of a path that is not configured ever leaves.
 */
final class RouteTemplates {

    private static final int MAX_DEPTH = 8;
    private static final String DEEPER = "/**";

    private final List<Template> templates;

    /** @param templates such as {@code /items/{id}}; a part in braces fits any one segment */
    RouteTemplates(List<String> templates) {
        this.templates = templates.stream().map(Template::of).toList();
    }

    /** @param path as logged; a query is cut off */
    String of(String path) {
        int query = path.indexOf('?');
        String[] segments = segments(query < 0 ? path : path.substring(0, query));
        for (Template template : templates) {
            if (template.fits(segments)) {
                return template.text;
            }
        }
        return segments.length == 0 ? "/" : segments.length > MAX_DEPTH ? DEEPER : "/*".repeat(segments.length);
    }

    private static String[] segments(String path) {
        String inner = path.startsWith("/") ? path.substring(1) : path;
        return inner.isEmpty() ? new String[0] : inner.split("/", MAX_DEPTH + 2);
    }

    private record Template(String text, List<String> segments) {

        static Template of(String text) {
            if (!text.startsWith("/") || text.length() > 512) {
                throw new IllegalArgumentException(
                        "meshtrial.access-log.routes: a template begins with / and has at most 512 characters");
            }
            return new Template(text, List.of(RouteTemplates.segments(text)));
        }

        boolean fits(String[] path) {
            if (path.length != segments.size()) {
                return false;
            }
            for (int i = 0; i < path.length; i++) {
                String segment = segments.get(i);
                boolean any = segment.startsWith("{") && segment.endsWith("}");
                if (any ? path[i].isEmpty() : !segment.equals(path[i])) {
                    return false;
                }
            }
            return true;
        }
    }
}
