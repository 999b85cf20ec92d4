package io.meshtrial.rules.language;

import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Allocation.VariantShare;
import io.meshtrial.rules.model.BrowserPreset;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Rules;
import io.meshtrial.rules.model.Share;
import io.meshtrial.rules.model.TextMatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Valid rule lists of every form, from a seed. */
final class RandomRules {

    private static final List<String> VARIANTS = List.of("v1", "v2", "v3", "blue-green", "a_b-c", "to");
    private static final List<String> VALUES = List.of(
            "",
            "true",
            "to",
            "is",
            "a b",
            "say \"hi\"",
            "back\\slash",
            "end\\",
            "\\\\",
            "\\\"",
            "é€",
            "# no",
            "a,b",
            "x:",
            "*");
    private static final List<String> PREFIXES = List.of("a", "to", "\"", "\\", "é", "(", "present");
    private static final List<String> REGEXES =
            List.of(".*", "a|b", "\\d+\\.[a-z]{2,3}", "(?i)gold.*", "\\Qa.b\\E", "[^a-c]+", "é+", "\\\\\\\\", "\"x\"");
    private static final List<String> PATHS = List.of("/", "/search", "/a/b", "/a,b", "/%2F", "/a:", "/(x)", "/to");

    private final RandomGenerator random;

    RandomRules(RandomGenerator random) {
        this.random = random;
    }

    Rules rules() {
        List<Rule> rules = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int index = 0; index < count; index++) {
            rules.add(new Rule.Allocate(random.nextInt(4) == 0 ? new Condition.Always() : condition(3), allocation()));
        }
        if (random.nextBoolean()) {
            rules.add(new Rule.EveryoneElse(
                    new Allocation(unit(), List.of(new VariantShare(one(VARIANTS), Share.whole())))));
        }
        if (random.nextBoolean()) {
            rules.add(random.nextInt(rules.size() + 1), new Rule.Mirror(share(Share.WHOLE), one(VARIANTS)));
        }
        return new Rules(rules);
    }

    private Allocation allocation() {
        List<String> variants = new ArrayList<>(VARIANTS);
        Collections.shuffle(variants, new Random(random.nextLong()));
        List<VariantShare> shares = new ArrayList<>();
        int left = Share.WHOLE;
        for (String variant : variants.subList(0, 1 + random.nextInt(3))) {
            Share share = random.nextInt(3) == 0 ? new Share(left) : share(left);
            left -= share.parts();
            shares.add(new VariantShare(variant, share));
        }
        return new Allocation(unit(), shares);
    }

    private RandomisationUnit unit() {
        return random.nextInt(3) == 0 ? RandomisationUnit.USER : RandomisationUnit.REQUEST;
    }

    private Share share(int most) {
        return new Share(random.nextInt(most + 1));
    }

    private Condition condition(int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 8)) {
            case 0 -> new Condition.Browser(BrowserPreset.values()[random.nextInt(BrowserPreset.values().length)]);
            case 1 -> new Condition.Header(one(List.of("x-beta", "user-agent", "to", "accept", "x!y")), match(VALUES));
            case 2 -> new Condition.Cookie(one(List.of("plan", "Plan", "is")), match(VALUES));
            case 3 ->
                new Condition.Query(one(List.of("q", "a[]", "with")), match(List.of("", "1", "to", "a\\", "%20")));
            case 4 -> new Condition.Path(random.nextBoolean() ? new TextMatch.Exact(one(PATHS)) : plain(PATHS));
            case 5 -> new Condition.Method(new TextMatch.Exact(one(List.of("GET", "POST", "PURGE"))));
            case 6 -> new Condition.Host(new TextMatch.Exact(one(List.of("shop.example", "a:8080", "to"))));
            case 7 -> new Condition.Always();
            case 8 -> new Condition.Not(condition(depth - 1));
            case 9, 10 -> new Condition.And(conditions(depth - 1));
            default -> new Condition.Or(conditions(depth - 1));
        };
    }

    private List<Condition> conditions(int depth) {
        List<Condition> conditions = new ArrayList<>();
        int count = 2 + random.nextInt(2);
        for (int index = 0; index < count; index++) {
            conditions.add(condition(depth));
        }
        return conditions;
    }

    private TextMatch match(List<String> values) {
        return switch (random.nextInt(4)) {
            case 0 -> new TextMatch.Exact(one(values));
            case 1 -> new TextMatch.Prefix(one(values == VALUES ? PREFIXES : List.of("a", "to")));
            case 2 -> new TextMatch.Regex(one(REGEXES));
            default -> new TextMatch.Present();
        };
    }

    private TextMatch plain(List<String> values) {
        return random.nextBoolean() ? new TextMatch.Prefix(one(values)) : new TextMatch.Regex(one(REGEXES));
    }

    private String one(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
