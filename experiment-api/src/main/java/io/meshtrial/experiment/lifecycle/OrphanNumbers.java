package io.meshtrial.experiment.lifecycle;

import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.definition.TargetAllocation;
import io.meshtrial.experiment.mesh.OrphanRoutes;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.compile.RouteName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which number each of an orphan's rules has. Rules keep their numbers wherever they stand, and not every rule has a
 * route on every base route: so the routes that the rules would have are laid beside those that stand there, base route
 * by base route, and those that are at the same place belong to one rule.
 */
final class OrphanNumbers {

    private OrphanNumbers() {}

    /**
     * In the order of the rules, each of them another.
     *
     * @param guess a revision that says the rules under whatever numbers
     * @param wanted the routes that it would have
     */
    static List<Integer> of(OrphanRoutes orphan, Revision guess, List<OwnedRoute> wanted) {
        Map<Integer, Set<Integer>> standing = byBase(orphan.owned().stream().map(OrphanRoutes.Owned::name));
        Map<Integer, Set<Integer>> guessed = byBase(
                wanted.stream().map(route -> RouteName.parse(route.name())).flatMap(Optional::stream));
        Map<Integer, Integer> found = new HashMap<>();
        guessed.forEach((base, rules) -> {
            List<Integer> there = List.copyOf(standing.getOrDefault(base, Set.of()));
            int place = 0;
            for (int rule : there.size() == rules.size() ? rules : Set.<Integer>of()) {
                found.putIfAbsent(rule, there.get(place++));
            }
        });
        return complete(guess, found, standing);
    }

    /** By the ordinal of the base route, the numbers of the rules with a route there, in order. */
    private static Map<Integer, Set<Integer>> byBase(Stream<RouteName> names) {
        Map<Integer, Set<Integer>> numbers = new TreeMap<>();
        names.filter(name -> name.rule() > 0)
                .forEach(name -> numbers.computeIfAbsent(name.base(), base -> new LinkedHashSet<>())
                        .add(name.rule()));
        return numbers;
    }

    /** Rules without any route at its place have one of the numbers that are left, or one that stands nowhere. */
    private static List<Integer> complete(
            Revision guess, Map<Integer, Integer> found, Map<Integer, Set<Integer>> standing) {
        Set<Integer> left = new LinkedHashSet<>();
        standing.values().forEach(left::addAll);
        Set<Integer> taken = new HashSet<>();
        List<Integer> numbers = new ArrayList<>();
        for (TargetAllocation rule : guess.allocations()) {
            Integer number = found.get(rule.number());
            numbers.add(number != null && taken.add(number) ? number : Integer.valueOf(0));
        }
        left.removeAll(taken);
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) == 0) {
                int number = left.isEmpty() ? 1 : left.iterator().next();
                while (!taken.add(number)) {
                    number++;
                }
                left.remove(number);
                numbers.set(i, number);
            }
        }
        return List.copyOf(numbers);
    }
}
