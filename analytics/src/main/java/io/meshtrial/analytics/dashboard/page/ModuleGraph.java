package io.meshtrial.analytics.dashboard.page;

import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which modules a module needs. A browser learns of an import only when it has read the file before it: told of all of
 * them at once it asks for all of them at once, and the page does not wait for one round trip per level.
 *
 * @param imports the document's import map
 * @param text a module's source by its address; null where there is none
 */
record ModuleGraph(Map<String, String> imports, Function<String, @Nullable String> text) {

    /** Static imports and re-exports; what {@code import()} loads is asked for later. */
    private static final Pattern FROM = Pattern.compile(
            "(?:^|[;}\\n])\\s*(?:import|export)\\s*(?:[\\w*{}$,\\s]+?\\s*from\\s*)?[\"']([^\"']+)[\"']");

    /** The addresses of these modules and of all they need, each once, those that ask before those that are asked for. */
    SequencedSet<String> reachable(List<String> entries) {
        SequencedSet<String> found = new LinkedHashSet<>();
        entries.forEach(entry -> visit(entry, found));
        return found;
    }

    private void visit(String module, SequencedSet<String> found) {
        String source = text.apply(module);
        if (source == null || !found.add(module)) {
            return;
        }
        Matcher from = FROM.matcher(source);
        while (from.find()) {
            String asked = resolve(module, from.group(1));
            if (asked != null && !found.contains(asked)) {
                visit(asked, found);
            }
        }
    }

    /** As the HTML standard resolves a specifier: relative ones against the module, others by the map, longest prefix first. */
    private @Nullable String resolve(String module, String specifier) {
        if (specifier.startsWith("/")) {
            return specifier;
        }
        if (specifier.startsWith(".")) {
            return URI.create(module).resolve(specifier).getPath();
        }
        String exact = imports.get(specifier);
        if (exact != null) {
            return exact;
        }
        return imports.keySet().stream()
                .filter(prefix -> prefix.endsWith("/") && specifier.startsWith(prefix))
                .max(Comparator.comparingInt(String::length))
                .map(prefix -> imports.get(prefix) + specifier.substring(prefix.length()))
                .orElse(null);
    }
}
