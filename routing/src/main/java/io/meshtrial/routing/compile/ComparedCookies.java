package io.meshtrial.routing.compile;

import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Rules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of the cookies that conditions compare, by the rule's ordinal. */
final class ComparedCookies {

    private ComparedCookies() {}

    static Map<Integer, Set<String>> of(Rules rules) {
        Map<Integer, Set<String>> compared = new LinkedHashMap<>();
        for (int i = 0; i < rules.rules().size(); i++) {
            if (rules.rules().get(i) instanceof Rule.Allocate allocate) {
                Set<String> names = names(allocate.condition()).collect(Collectors.toSet());
                if (!names.isEmpty()) {
                    compared.put(i + 1, names);
                }
            }
        }
        return compared;
    }

    private static Stream<String> names(Condition condition) {
        return switch (condition) {
            case Condition.Cookie cookie -> Stream.of(cookie.name());
            case Condition.And(List<Condition> parts) -> parts.stream().flatMap(ComparedCookies::names);
            case Condition.Or(List<Condition> parts) -> parts.stream().flatMap(ComparedCookies::names);
            case Condition.Not(Condition part) -> names(part);
            case Condition.Always _,
                    Condition.Browser _,
                    Condition.Header _,
                    Condition.Query _,
                    Condition.Path _,
                    Condition.Method _,
                    Condition.Host _ -> Stream.empty();
        };
    }
}
