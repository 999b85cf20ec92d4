package io.meshtrial.experiment.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the model of a kind does not know: it is in the manifest and gone, or of another type, after a round trip. */
final class Lost {

    private Lost() {}

    static void find(JsonNode written, JsonNode read, String at, List<String> lost) {
        if (written.isObject()) {
            written.properties().forEach(member -> {
                JsonNode kept = read.path(member.getKey());
                String place = at + "/" + member.getKey();
                if (kept.isMissingNode() && !isEmpty(member.getValue())) {
                    lost.add(place);
                } else {
                    find(member.getValue(), kept, place, lost);
                }
            });
        } else if (written.isArray()) {
            for (int i = 0; i < written.size(); i++) {
                find(written.get(i), read.path(i), at + "/" + i, lost);
            }
        } else if (written.isValueNode() && !written.asText().equals(read.asText()) && !isEmpty(written)) {
            lost.add(at + " (" + written.asText() + " became " + read.asText() + ")");
        }
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isNull() || (node.isContainerNode() && node.isEmpty());
    }
}
