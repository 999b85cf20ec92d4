package io.meshtrial.routing.merge;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.compile.RouteOwnership.Element;
import io.meshtrial.routing.merge.JsonPatch.Slot;
import java.util.ArrayList;
import java.util.List;

/** Keeps what already stands as it should: the longest common subsequence of live and wanted elements. */
final class ElementReuse {

    private ElementReuse() {}

    static List<Slot> of(List<Element> live, List<JsonNode> wanted) {
        int[][] common = new int[live.size() + 1][wanted.size() + 1];
        for (int i = live.size() - 1; i >= 0; i--) {
            for (int j = wanted.size() - 1; j >= 0; j--) {
                common[i][j] = live.get(i).json().equals(wanted.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Slot> result = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (j < wanted.size()) {
            if (i < live.size() && live.get(i).json().equals(wanted.get(j))) {
                result.add(new Slot.Kept(live.get(i++).index()));
                j++;
            } else if (i < live.size() && common[i + 1][j] >= common[i][j + 1]) {
                i++;
            } else {
                result.add(new Slot.New(wanted.get(j++)));
            }
        }
        return result;
    }
}
