package io.meshtrial.routing.compile;

import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.predicate.Languages;
import io.meshtrial.routing.predicate.Witness;
import io.meshtrial.routing.predicate.WitnessSearch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether experiments on one host can run side by side. */
final class ExperimentConflicts {

    private final ExperimentRouting experiment;
    private final HostObjects host;
    private final List<BaseRoute> base;
    private final Languages languages;

    ExperimentConflicts(ExperimentRouting experiment, HostObjects host, List<BaseRoute> base, Languages languages) {
        this.experiment = experiment;
        this.host = host;
        this.base = base;
        this.languages = languages;
    }

    List<Finding> of(List<OwnedRoute> routes) {
        List<Finding> findings = new ArrayList<>();
        for (ExperimentRouting other : host.otherExperiments()) {
            WitnessSearch.Result overlap =
                    CommonRequests.of(experiment, other, host.virtualService().namespace(), base, languages);
            switch (overlap) {
                case WitnessSearch.Result.None _ -> {}
                case WitnessSearch.Result.Found(Witness witness) -> findings.add(overlapping(other, witness));
                case WitnessSearch.Result.Unknown _ ->
                    findings.add(Finding.warning(
                            "overlap-unknown",
                            "Whether a request can belong to both this experiment and " + other.id()
                                    + " could not be decided."));
            }
            findings.addAll(room(other, routes, overlap instanceof WitnessSearch.Result.None));
        }
        return findings;
    }

    private Finding overlapping(ExperimentRouting other, Witness witness) {
        if (other.priority() != experiment.priority()) {
            String first = other.priority() > experiment.priority() ? other.id() : "this experiment";
            return Finding.note(
                            "overlapping-experiments",
                            first + " takes requests that " + other.id()
                                    + " and this experiment both want, by declared priority.")
                    .withWitness(witness);
        }
        return Finding.error(
                        "overlapping-experiments",
                        "A request can belong to both this experiment and " + other.id() + ".")
                .withHint("Make their conditions exclude one another, or declare a priority.")
                .withWitness(witness);
    }

    /**
     * Where a condition is said by leaving out first, an experiment's routes take all requests of a base route, so that
     * it must come last there. Two such experiments leave one another no room, and neither does one that precedence puts
     * before an overlapping one.
     */
    private List<Finding> room(ExperimentRouting other, List<OwnedRoute> routes, boolean disjoint) {
        List<OwnedRoute> theirs = RouteCompiler.alone(other, host, languages);
        boolean first = Precedence.ORDER.compare(experiment, other) < 0;
        List<OwnedRoute> front = first ? routes : theirs;
        List<OwnedRoute> back = first ? theirs : routes;
        Set<Integer> crowded = exhaustive(front);
        crowded.retainAll(disjoint ? exhaustive(back) : bases(back));
        return crowded.stream()
                .sorted()
                .map(base -> Finding.error(
                                "experiments-not-separable",
                                "On base route " + base + " this experiment and " + other.id()
                                        + " cannot both be said exactly: what the conditions of one leave out takes"
                                        + " every request before the other is asked.")
                        .ofObject(host.virtualService().title())
                        .withHint("Run them one after the other, or as one experiment."))
                .toList();
    }

    private static Set<Integer> bases(List<OwnedRoute> routes) {
        return routes.stream().map(OwnedRoute::base).collect(Collectors.toSet());
    }

    /** Base routes of which a list of owned routes takes everything before its last rule is done. */
    private static Set<Integer> exhaustive(List<OwnedRoute> routes) {
        Set<Integer> result = new HashSet<>();
        Set<Integer> observed = new HashSet<>();
        for (OwnedRoute route : routes) {
            String role = RouteName.parse(route.name()).map(RouteName::role).orElse("");
            if (role.startsWith("rest") || observed.contains(route.base())) {
                result.add(route.base());
            }
            if (role.startsWith("observe")) {
                observed.add(route.base());
            }
        }
        return result;
    }
}
