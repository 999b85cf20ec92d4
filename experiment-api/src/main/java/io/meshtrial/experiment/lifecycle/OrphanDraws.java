package io.meshtrial.experiment.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.definition.TargetAllocation;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.experiment.mesh.OrphanRoutes;
import io.meshtrial.routing.sticky.DrawnHistory;
import io.meshtrial.routing.sticky.DrawnWeights;
import io.meshtrial.routing.sticky.StickyCookie;
import io.meshtrial.rules.model.TextMatch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The draws that users of an orphan hold, read off its routes: what a hold route matches says which revisions an arm
 * keeps, a redraw route where the holders of an older one go. Together they say by which weights those were drawn.
 */
final class OrphanDraws {

    private static final Pattern REVISIONS = Pattern.compile("\\(([0-9|]+)\\).*");
    private static final Pattern ORIGIN = Pattern.compile("([0-9]{1,9})(?:-[0-9]+)?");

    private final OrphanRoutes orphan;
    private final List<String> variants;

    private OrphanDraws(OrphanRoutes orphan, ExperimentSpec spec) {
        this.orphan = orphan;
        this.variants = spec.variants().stream().map(Variant::name).toList();
    }

    /** By the number of a rule that draws users, its earlier weights, oldest first; empty where no weights say the routes. */
    static Optional<Map<Integer, List<DrawnWeights>>> of(OrphanRoutes orphan, ExperimentSpec spec, Revision revision) {
        OrphanDraws draws = new OrphanDraws(orphan, spec);
        Map<Integer, List<DrawnWeights>> histories = new TreeMap<>();
        for (TargetAllocation rule : revision.allocations()) {
            Integer cookie = rule.cookie();
            if (cookie != null) {
                Optional<List<DrawnWeights>> history =
                        draws.history(rule, StickyCookie.numbered(orphan.experiment(), spec.stickySettings(), cookie));
                if (history.isEmpty()) {
                    return Optional.empty();
                }
                histories.put(rule.number(), history.get());
            }
        }
        return Optional.of(histories);
    }

    private Optional<List<DrawnWeights>> history(TargetAllocation rule, StickyCookie cookie) {
        TreeMap<Integer, Map<String, Map<String, Long>>> seen = new TreeMap<>();
        List<OrphanRoutes.Owned> routes = orphan.owned().stream()
                .filter(route -> route.name().rule() == rule.number())
                .toList();
        for (String variant : variants) {
            routes.forEach(route -> redrawn(route, variant, seen));
            String held = beforeRevisions(cookie, variant);
            routes.stream()
                    .flatMap(route -> texts(route.json().path("match")))
                    .filter(text -> text.startsWith(held))
                    .map(text -> REVISIONS.matcher(text.substring(held.length())))
                    .filter(Matcher::matches)
                    .flatMap(matcher -> Arrays.stream(matcher.group(1).split("\\|", -1)))
                    .forEach(drawn -> seen.computeIfAbsent(Integer.valueOf(drawn), revision -> new HashMap<>())
                            .putIfAbsent(variant, Map.of(variant, 1L)));
        }
        return DrawnHistory.of(variants, new DrawnWeights(rule.drawingRevision(), rule.weights()), seen);
    }

    private static void redrawn(
            OrphanRoutes.Owned route, String variant, Map<Integer, Map<String, Map<String, Long>>> seen) {
        String begin = "redraw-" + variant + "-r";
        String role = route.name().role();
        Matcher origin = ORIGIN.matcher(role.startsWith(begin) ? role.substring(begin.length()) : "");
        if (origin.matches()) {
            Map<String, Long> row = route.arms().stream()
                    .collect(Collectors.toMap(
                            OrphanRoutes.Arm::variant, arm -> Math.max(1L, arm.weight()), (one, again) -> one));
            seen.computeIfAbsent(Integer.valueOf(origin.group(1)), revision -> new HashMap<>())
                    .putIfAbsent(variant, row);
        }
    }

    /** What the pattern on an arm's cookie begins with, up to the revisions that it keeps. */
    private static String beforeRevisions(StickyCookie cookie, String variant) {
        String any = ((TextMatch.Regex) cookie.held(variant, List.of(0))).value();
        return any.substring(0, any.lastIndexOf("(0)"));
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isTextual()
                ? Stream.of(node.asText())
                : StreamSupport.stream(node.spliterator(), false).flatMap(OrphanDraws::texts);
    }
}
