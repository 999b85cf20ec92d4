package io.meshtrial.routing.compile;

import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.predicate.DisjunctiveForm;
import io.meshtrial.routing.predicate.Field;
import io.meshtrial.routing.predicate.Literal;
import io.meshtrial.routing.predicate.Term;
import io.meshtrial.routing.sticky.DrawnWeights;
import io.meshtrial.routing.sticky.StickyCookie;
import io.meshtrial.routing.sticky.StickyPlan;
import io.meshtrial.rules.model.TextMatch;
import io.meshtrial.rules.resolution.ResolvedRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An experiment's rules as terms with actions, the first of which that holds decides. */
final class ItemList {

    private static final Field COOKIE = new Field.Header("cookie");

    private final ExperimentRouting experiment;
    private final Map<String, RoutedVariant> variants;
    private final List<Narrowing.Item> items = new ArrayList<>();
    private final List<TextMatch> held = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Integer, StickyCookie> cookies;

    private ItemList(ExperimentRouting experiment, List<ResolvedRule> rules) {
        this.experiment = experiment;
        this.cookies = StickyRules.cookies(experiment, rules);
        this.variants = experiment.variants().stream()
                .collect(Collectors.toMap(RoutedVariant::name, Function.identity(), (a, _) -> a, LinkedHashMap::new));
    }

    /**
     * @param held the Cookie headers whose draws are kept or redrawn
     * @param findings errors for rules that cannot be said; items are then not complete
     */
    record Items(List<Narrowing.Item> items, List<TextMatch> held, List<Finding> findings) {}

    static Items of(ExperimentRouting experiment, List<ResolvedRule> rules) {
        ItemList list = new ItemList(experiment, rules);
        rules.forEach(list::add);
        return new Items(list.items, list.held, list.findings);
    }

    private void add(ResolvedRule rule) {
        Drawing drawing = experiment.drawings().get(rule.ordinal());
        if (drawing == null) {
            findings.add(Finding.error("no-drawing", "Rule " + rule.ordinal() + " has no drawing revision.")
                    .ofRule(rule.ordinal()));
            return;
        }
        switch (DisjunctiveForm.of(rule.condition())) {
            case DisjunctiveForm.Refused(String field, String reason) ->
                findings.add(Finding.error(
                                "cannot-narrow",
                                "Rule " + rule.ordinal() + " cannot be said exactly: " + field + ", " + reason + ".")
                        .ofRule(rule.ordinal()));
            case DisjunctiveForm.Terms(List<Term> terms) -> {
                StickyCookie cookie = cookies.get(rule.ordinal());
                List<Case> cases = cookie == null
                        ? List.of(new Case(Term.ALWAYS, drawn(rule, drawing)))
                        : sticky(rule, drawing, cookie);
                for (Case c : cases) {
                    terms.forEach(term -> items.add(new Narrowing.Item(term.and(c.term()), c.action())));
                }
            }
        }
    }

    private record Case(Term term, RouteAction action) {}

    private RouteAction drawn(ResolvedRule rule, Drawing drawing) {
        return new RouteAction.Assign(
                rule.ordinal(), "", drawing, RouteAction.Keeping.NONE, arms(weights(rule), Cookies.NONE));
    }

    private List<Case> sticky(ResolvedRule rule, Drawing drawing, StickyCookie cookie) {
        List<DrawnWeights> history = new ArrayList<>(drawing.history().stream()
                .filter(weights -> weights.revision() < drawing.revision())
                .toList());
        Map<String, Integer> present = new LinkedHashMap<>();
        weights(rule).forEach((variant, weight) -> present.put(variant, Math.toIntExact(weight)));
        history.add(new DrawnWeights(drawing.revision(), present));
        List<Case> cases = new ArrayList<>();
        for (StickyPlan.Case c : StickyPlan.of(cookie, List.copyOf(variants.keySet()), history)) {
            cases.add(sticky(rule, drawing, cookie, c));
        }
        return cases;
    }

    private Case sticky(ResolvedRule rule, Drawing drawing, StickyCookie cookie, StickyPlan.Case kind) {
        int ordinal = rule.ordinal();
        return switch (kind) {
            case StickyPlan.Case.Hold(String variant, TextMatch match) ->
                new Case(
                        holding(match),
                        new RouteAction.Assign(
                                ordinal,
                                "hold-" + variant,
                                drawing,
                                keeping(cookie, 0),
                                arms(Map.of(variant, 1L), Cookies.NONE)));
            case StickyPlan.Case.Redraw(String variant, int origin, TextMatch match, Map<String, Long> weights) ->
                new Case(
                        holding(match),
                        new RouteAction.Assign(
                                ordinal,
                                "redraw-" + variant + "-r" + origin,
                                drawing,
                                keeping(cookie, origin),
                                arms(weights, new Cookies(cookie, drawing.revision(), origin))));
            case StickyPlan.Case.Draw() ->
                new Case(
                        Term.ALWAYS,
                        new RouteAction.Assign(
                                ordinal,
                                "draw",
                                drawing,
                                keeping(cookie, 0),
                                arms(weights(rule), new Cookies(cookie, drawing.revision(), 0))));
        };
    }

    private Term holding(TextMatch match) {
        held.add(match);
        return new Term(List.of(Literal.matches(COOKIE, match)));
    }

    private RouteAction.Keeping keeping(StickyCookie cookie, int origin) {
        boolean usual = cookie.name().equals(StickyCookie.usualName(experiment.id()));
        return new RouteAction.Keeping(usual ? null : cookie.name(), origin);
    }

    /** Parts of 10 000; variants without a share are left out. */
    private static Map<String, Long> weights(ResolvedRule rule) {
        Map<String, Long> weights = new LinkedHashMap<>();
        rule.distribution().stream()
                .filter(share -> share.share().parts() > 0)
                .forEach(share ->
                        weights.put(share.variant(), (long) share.share().parts()));
        return weights;
    }

    private List<RouteAction.Arm> arms(Map<String, Long> weights, Cookies cookies) {
        List<RouteAction.Arm> arms = new ArrayList<>();
        variants.forEach((name, variant) -> {
            Long weight = weights.get(name);
            if (weight != null) {
                arms.add(cookies.arm(variant, weight));
            }
        });
        return arms;
    }
}
