package io.meshtrial.acceptance.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads out of a Markdown page what it tells people to type: every line of a fenced block, and inline scripts. A block that
 * names a language other than a shell's shows something else: a definition, a rule, an answer.
 */
final class Commands {

    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```(\\w*)\\n(.*?)^ *```$");
    private static final Set<String> SHELLS = Set.of("", "sh", "bash");
    private static final Pattern INLINE = Pattern.compile("`((?:\\./|curl |mvn |java |docker |kubectl )[^`]+)`");
    private static final Pattern CONTINUED = Pattern.compile(" *\\\\\\n *");
    private static final Pattern REMARK = Pattern.compile("  +# .*$");

    private Commands() {}

    /** The README and every page of the guide, by their names. */
    static List<Path> pages(Path root) throws IOException {
        try (Stream<Path> guide = Files.list(root.resolve("docs/guide"))) {
            return Stream.concat(
                            Stream.of(root.resolve("README.md")),
                            guide.filter(page -> page.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        }
    }

    /** In the order of the page; a command over several lines is one. */
    static List<String> of(String markdown) {
        List<String> commands = new ArrayList<>();
        FENCED.matcher(markdown)
                .results()
                .filter(block -> SHELLS.contains(block.group(1)))
                .flatMap(block ->
                        CONTINUED.matcher(block.group(2)).replaceAll(" ").lines())
                .map(line -> REMARK.matcher(line).replaceFirst("").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(commands::add);
        Matcher inline = INLINE.matcher(FENCED.matcher(markdown).replaceAll(""));
        while (inline.find()) {
            commands.add(inline.group(1).replaceAll("\\s+", " "));
        }
        return commands;
    }
}
