package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.predicate.Languages;
import io.meshtrial.routing.predicate.MatchConditions;
import io.meshtrial.routing.predicate.Overlap;
import io.meshtrial.routing.predicate.Witness;
import io.meshtrial.routing.predicate.WitnessSearch;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.TextMatch;
import java.util.List;
import java.util.Optional;

/** Whether some requests of the host are taken by no route at all; decided by looking for one. */
final class DefaultRoute {

    /** Beyond this many entries only those that compare nothing but the path are looked at. */
    private static final int MOST_ENTRIES = 200;

    private static final Condition ANY_PATH = new Condition.Path(new TextMatch.Prefix("/"));

    private DefaultRoute() {}

    static Optional<Finding> missing(MeshObject live, List<BaseRoute> base, Languages languages) {
        List<ObjectNode> entries =
                base.stream().flatMap(route -> route.matches().stream()).toList();
        if (entries.stream().anyMatch(CatchAll::is)) {
            return Optional.empty();
        }
        List<Condition> taken = entries.stream()
                .filter(entry -> MatchConditions.unsaid(entry).isEmpty())
                .map(entry -> MatchConditions.of(entry, languages))
                .filter(condition -> entries.size() <= MOST_ENTRIES || condition instanceof Condition.Path)
                .toList();
        Finding note = Finding.note(
                        "no-default-route",
                        live.title() + " has no route for everything; requests that no route takes get 404.")
                .ofObject(live.title());
        return switch (Overlap.beyond(ANY_PATH, taken, languages)) {
            case WitnessSearch.Result.None _ -> Optional.empty();
            // What was left out of the search may take the request that was found.
            case WitnessSearch.Result.Found(Witness witness) ->
                Optional.of(taken.size() == entries.size() ? note.withWitness(witness) : note);
            case WitnessSearch.Result.Unknown _ -> Optional.of(note);
        };
    }
}
