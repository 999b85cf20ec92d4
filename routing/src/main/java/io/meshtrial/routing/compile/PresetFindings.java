package io.meshtrial.routing.compile;

import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.predicate.Languages;
import io.meshtrial.routing.predicate.Overlap;
import io.meshtrial.routing.predicate.WitnessSearch;
import io.meshtrial.rules.model.BrowserPreset;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.TextMatch;
import io.meshtrial.rules.resolution.ResolvedRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a regex on the user agent differs from the browser that it names: {@code .*Chrome.*} takes Edge and Opera too and
 * misses Chrome on iOS.
 */
final class PresetFindings {

    private static final List<BrowserPreset> NAMED = List.of(
            BrowserPreset.CHROME, BrowserPreset.FIREFOX, BrowserPreset.SAFARI, BrowserPreset.EDGE, BrowserPreset.OPERA);

    private PresetFindings() {}

    static List<Finding> of(List<ResolvedRule> rules, Languages languages) {
        List<Finding> findings = new ArrayList<>();
        for (ResolvedRule rule : rules) {
            regexes(rule.condition())
                    .distinct()
                    .forEach(regex -> NAMED.stream()
                            .filter(preset -> regex.value().contains(preset.text()))
                            .findFirst()
                            .ifPresent(preset -> findings.addAll(of(rule, regex, preset, languages))));
        }
        return findings;
    }

    private static Stream<TextMatch.Regex> regexes(Condition condition) {
        return switch (condition) {
            case Condition.And(List<Condition> all) -> all.stream().flatMap(PresetFindings::regexes);
            case Condition.Or(List<Condition> any) -> any.stream().flatMap(PresetFindings::regexes);
            case Condition.Not(Condition inner) -> regexes(inner);
            case Condition.Header(String name, TextMatch.Regex regex)
            when name.equalsIgnoreCase("user-agent") -> Stream.of(regex);
            default -> Stream.of();
        };
    }

    private static List<Finding> of(
            ResolvedRule rule, TextMatch.Regex regex, BrowserPreset preset, Languages languages) {
        Condition written = new Condition.Header("user-agent", regex);
        Condition named = new Condition.Browser(preset);
        List<String> more = Stream.of(BrowserPreset.values())
                .filter(other -> other != preset)
                .filter(other -> possible(
                        new Condition.And(List.of(written, new Condition.Browser(other), new Condition.Not(named))),
                        languages))
                .map(BrowserPreset::text)
                .toList();
        boolean misses = possible(new Condition.And(List.of(named, new Condition.Not(written))), languages);
        if (more.isEmpty() && !misses) {
            return List.of();
        }
        String text = "The regex " + regex.value() + " of rule " + rule.ordinal() + " is not the browser "
                + preset.text() + ":" + (more.isEmpty() ? "" : " it may take " + String.join(", ", more) + " too")
                + (more.isEmpty() || !misses ? "" : ", and")
                + (misses ? " it misses some of " + preset.text() : "") + ".";
        return List.of(Finding.note("regex-is-not-the-browser", text)
                .ofRule(rule.ordinal())
                .withHint("Write " + preset.text() + " where the browser is meant."));
    }

    private static boolean possible(Condition condition, Languages languages) {
        return Overlap.of(condition, new Condition.Always(), languages) instanceof WitnessSearch.Result.Found;
    }
}
