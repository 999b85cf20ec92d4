package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Groups match entries into as few routes as keep their order. Each entry of the base's {@code match[]} gives a list
 * that is right by itself; any interleaving of such lists is right too, so the shortest common supersequence is taken.
 */
final class RouteAssembly {

    private RouteAssembly() {}

    /** What entries must agree on to be one route. */
    record Key(RouteAction action, JsonNode rewrite) {}

    /** A route to be: its entries are alternatives. */
    record Group(Key key, List<ObjectNode> matches) {}

    record Line(Key key, ObjectNode match) {}

    static List<Group> of(List<List<Line>> lists) {
        List<Group> result = List.of();
        for (List<Line> list : lists) {
            result = interleaved(result, grouped(list));
        }
        return result;
    }

    private static List<Group> grouped(List<Line> lines) {
        List<Group> groups = new ArrayList<>();
        for (Line line : lines) {
            if (groups.isEmpty() || !groups.getLast().key().equals(line.key())) {
                groups.add(new Group(line.key(), new ArrayList<>()));
            }
            addDistinct(groups.getLast().matches(), line.match());
        }
        return groups;
    }

    private static List<Group> interleaved(List<Group> one, List<Group> other) {
        int[][] common = longestCommon(one, other);
        List<Group> result = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < one.size() || j < other.size()) {
            if (i < one.size()
                    && j < other.size()
                    && one.get(i).key().equals(other.get(j).key())) {
                Group both =
                        new Group(one.get(i).key(), new ArrayList<>(one.get(i).matches()));
                other.get(j).matches().forEach(match -> addDistinct(both.matches(), match));
                result.add(both);
                i++;
                j++;
            } else if (j == other.size() || (i < one.size() && common[i + 1][j] >= common[i][j + 1])) {
                result.add(one.get(i++));
            } else {
                result.add(other.get(j++));
            }
        }
        return result;
    }

    /** Longest common subsequence of the tails from {@code i} and {@code j}. */
    private static int[][] longestCommon(List<Group> one, List<Group> other) {
        int[][] lengths = new int[one.size() + 1][other.size() + 1];
        for (int i = one.size() - 1; i >= 0; i--) {
            for (int j = other.size() - 1; j >= 0; j--) {
                lengths[i][j] = one.get(i).key().equals(other.get(j).key())
                        ? lengths[i + 1][j + 1] + 1
                        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }
        return lengths;
    }

    private static void addDistinct(List<ObjectNode> matches, ObjectNode match) {
        if (!matches.contains(match)) {
            matches.add(match);
        }
    }
}
