package io.meshtrial.routing.merge;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.compile.Compilation;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.compile.RouteOwnership;
import io.meshtrial.routing.compile.RouteOwnership.Element;
import io.meshtrial.routing.compile.RouteOwnership.Owner;
import io.meshtrial.routing.merge.JsonPatch.Slot;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Merges an experiment's owned routes into a live VirtualService: what it owns is replaced, wherever it stands and under
 * whatever name it was put; everything else keeps its place and content. Applying twice changes nothing the second time.
 */
public final class RouteMerge {

    private RouteMerge() {}

    /**
     * Puts a revision's routes in the place of whatever the experiment owns.
     *
     * @param published routes of the object's experiments as last published, for recognising renamed ones; may be empty, and
     *     has to be what the routes were compiled with, for it decides what counts as a base route
     */
    public static MergeResult apply(
            MeshObject live, String experiment, int revision, Compilation.Compiled wanted, List<OwnedRoute> published) {
        RouteOwnership ownership = RouteOwnership.of(live, published);
        int highest = highestRevision(ownership, experiment);
        if (highest > revision) {
            return new MergeResult.HigherRevisionLive(highest);
        }
        return merged(live, ownership, experiment, wanted.routes(), wanted.precedence());
    }

    /** Takes the experiment's routes out, of whatever revision; what remains is as it was without them. */
    public static MergeResult remove(MeshObject live, String experiment, List<OwnedRoute> published) {
        RouteOwnership ownership = RouteOwnership.of(live, published);
        return merged(live, ownership, experiment, List.of(), List.of(experiment));
    }

    private static int highestRevision(RouteOwnership ownership, String experiment) {
        return ownership.of(experiment).stream()
                .map(Element::owner)
                .mapToInt(owner -> owner instanceof Owner.Owned(var name) ? name.revision() : 0)
                .max()
                .orElse(0);
    }

    private static MergeResult merged(
            MeshObject live,
            RouteOwnership ownership,
            String experiment,
            List<OwnedRoute> routes,
            List<String> precedence) {
        Map<Integer, List<JsonNode>> ours = routes.stream()
                .collect(Collectors.groupingBy(
                        OwnedRoute::base, Collectors.mapping(OwnedRoute::json, Collectors.toList())));
        List<Slot> wanted = new ArrayList<>();
        List<Element> before = new ArrayList<>();
        int base = 0;
        for (Element element : ownership.elements()) {
            if (element.owner() instanceof Owner.Foreign) {
                wanted.addAll(segment(before, ours.getOrDefault(base, List.of()), precedence, experiment));
                wanted.add(new Slot.Kept(element.index()));
                before.clear();
                base++;
            } else {
                before.add(element);
            }
        }
        wanted.addAll(segment(before, List.of(), precedence, experiment));
        List<Slot> inOrder = inOrder(ownership.of(experiment), wanted);
        return JsonPatch.between(live, keptIndices(inOrder), inOrder);
    }

    /** A patch leaves what it keeps in its order: of ours, those that would have to pass what others have are written anew. */
    private static List<Slot> inOrder(List<Element> own, List<Slot> wanted) {
        Map<Integer, JsonNode> ours = own.stream().collect(Collectors.toMap(Element::index, Element::json));
        List<Slot> result = new ArrayList<>(wanted);
        int next = Integer.MAX_VALUE;
        for (int i = result.size() - 1; i >= 0; i--) {
            if (result.get(i) instanceof Slot.Kept(int index)) {
                JsonNode json = ours.get(index);
                if (json == null) {
                    next = index;
                } else if (index > next) {
                    result.set(i, new Slot.New(json));
                }
            }
        }
        int last = -1;
        for (int i = 0; i < result.size(); i++) {
            if (result.get(i) instanceof Slot.Kept(int index)) {
                JsonNode json = ours.get(index);
                if (json == null) {
                    last = index;
                } else if (index < last) {
                    result.set(i, new Slot.New(json));
                }
            }
        }
        return result;
    }

    private static Set<Integer> keptIndices(List<Slot> wanted) {
        Set<Integer> kept = new HashSet<>();
        wanted.forEach(slot -> {
            if (slot instanceof Slot.Kept(int index)) {
                kept.add(index);
            }
        });
        return kept;
    }

    /**
     * The owned elements before one base route. Others stay in their order, ours stand where precedence puts them; but
     * what takes everything that nobody else wanted comes after all that somebody wants.
     */
    private static List<Slot> segment(
            List<Element> before, List<JsonNode> ours, List<String> precedence, String experiment) {
        List<Slot> mine = reusing(before, ours, experiment);
        int tail = Leftovers.begin(ours);
        boolean last = Leftovers.rests(ours);
        List<Slot> result = new ArrayList<>();
        int placed = 0;
        for (Element element : before) {
            String owner = RouteOwnership.experimentOf(element.owner());
            if (owner.equals(experiment)) {
                continue;
            }
            int until = Leftovers.takes(before, element)
                    ? follows(owner, experiment, precedence) ? mine.size() : tail
                    : Leftovers.rests(before, owner) || (!last && follows(owner, experiment, precedence)) ? tail : 0;
            while (placed < until) {
                result.add(mine.get(placed++));
            }
            result.add(new Slot.Kept(element.index()));
        }
        result.addAll(mine.subList(placed, mine.size()));
        return result;
    }

    /** Unknown experiments keep their place in front. */
    private static boolean follows(String owner, String experiment, List<String> precedence) {
        return precedence.contains(owner) && precedence.indexOf(owner) > precedence.indexOf(experiment);
    }

    private static List<Slot> reusing(List<Element> before, List<JsonNode> ours, String experiment) {
        return ElementReuse.of(
                before.stream()
                        .filter(element ->
                                RouteOwnership.experimentOf(element.owner()).equals(experiment))
                        .toList(),
                ours);
    }
}
