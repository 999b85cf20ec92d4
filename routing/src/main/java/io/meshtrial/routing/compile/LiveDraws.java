package io.meshtrial.routing.compile;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.rules.model.TextMatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the draws that the experiment's live routes give out are still read. Where they are not (a sticky rule is gone
 * while others stay, its cookie has another name, or its history is lost), all of its users would be drawn anew, while
 * a ramp moves only those it must.
 */
final class LiveDraws {

    /** Name, then variant, drawing revision and origin, of a cookie that a route sets. */
    private static final Pattern DRAW =
            Pattern.compile("([^=]+)=([A-Za-z0-9_-]+\\.r[0-9]+\\.o[0-9]+\\.)%REQ\\(x-request-id\\)%.*");

    private LiveDraws() {}

    /** @param held what the new routes read; where nothing is sticky any more, that is the intent and nothing is found */
    static List<Finding> of(
            ExperimentRouting experiment, MeshObject live, RouteOwnership owners, List<TextMatch> held) {
        if (held.isEmpty()) {
            return List.of();
        }
        List<Pattern> read = held.stream()
                .map(match -> Pattern.compile(((TextMatch.Regex) match).value()))
                .toList();
        List<Finding> findings = new ArrayList<>();
        Set<String> forgotten = new LinkedHashSet<>();
        given(experiment, owners)
                .forEach((name, cookies) -> cookies.forEach(cookie -> {
                    Matcher draw = DRAW.matcher(cookie);
                    if (draw.matches()
                            && read.stream()
                                    .noneMatch(pattern -> pattern.matches(draw.group(1) + "=" + draw.group(2) + "0"))
                            && forgotten.add(name.rule() + " " + draw.group(1))) {
                        findings.add(anew(name, draw.group(1), live));
                    }
                }));
        return findings;
    }

    /** Cookies that the experiment's live routes set, each once, by the first route of the same rule. */
    private static Map<RouteName, Set<String>> given(ExperimentRouting experiment, RouteOwnership owners) {
        Map<Integer, RouteName> first = new HashMap<>();
        Map<RouteName, Set<String>> given = new LinkedHashMap<>();
        for (RouteOwnership.Element element : owners.of(experiment.id())) {
            name(element.owner())
                    .map(name -> Objects.requireNonNullElse(first.putIfAbsent(name.rule(), name), name))
                    .ifPresent(name -> given.computeIfAbsent(name, any -> new LinkedHashSet<>())
                            .addAll(RouteCookies.values(element.json())));
        }
        return given;
    }

    private static Optional<RouteName> name(RouteOwnership.Owner owner) {
        return switch (owner) {
            case RouteOwnership.Owner.Owned(RouteName name) -> Optional.of(name);
            case RouteOwnership.Owner.Renamed(RouteName original) -> Optional.of(original);
            case RouteOwnership.Owner.Foreign(), RouteOwnership.Owner.Orphan() -> Optional.empty();
        };
    }

    private static Finding anew(RouteName route, String cookie, MeshObject live) {
        return Finding.warning(
                        "users-drawn-anew",
                        "The cookie " + cookie + ", in which rule " + route.rule() + " of revision " + route.revision()
                                + " keeps its draws, would no longer be read: its users would be drawn anew.")
                .ofObject(live.title())
                .withHint("Keep the users: rule and the name of its cookie, or accept that its users are drawn anew.");
    }
}
