package io.meshtrial.experiment.verification.witness;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON of other programs. Its size in memory is bounded by the number of tokens: eight megabytes of empty objects
 * would be a gigabyte of nodes. Members are read with the type that they must have, or not at all.
 */
public final class JsonAnswer {

    private static final long MOST_TOKENS = 300_000;
    private static final int DEEPEST = 100;
    private static final int LONGEST_TEXT = 1_000_000;
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}(?:\\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,2})?");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MOST_TOKENS)
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .maxDocumentLength(WitnessHttp.LARGEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonAnswer() {}

    /** @throws UnreadableAnswer where it is no JSON, or too much of it */
    public static JsonNode read(byte[] body) throws UnreadableAnswer {
        try {
            JsonNode node = JSON.readTree(body);
            if (node == null || node.isMissingNode()) {
                throw new UnreadableAnswer("it is empty");
            }
            return node;
        } catch (JacksonException broken) {
            throw new UnreadableAnswer("it is no JSON of a size that is taken");
        }
    }

    public static JsonNode object(JsonNode node, String member) throws UnreadableAnswer {
        JsonNode value = node.path(member);
        if (!value.isObject()) {
            throw wrong(member, "an object");
        }
        return value;
    }

    /** Null where it is null or missing. */
    public static @Nullable JsonNode optionalObject(JsonNode node, String member) throws UnreadableAnswer {
        return absent(node, member) ? null : object(node, member);
    }

    /** No elements where it is null or missing. */
    public static List<JsonNode> objects(JsonNode node, String member) throws UnreadableAnswer {
        if (absent(node, member)) {
            return List.of();
        }
        JsonNode array = node.path(member);
        if (!array.isArray() || !array.valueStream().allMatch(JsonNode::isObject)) {
            throw wrong(member, "an array of objects");
        }
        return array.valueStream().toList();
    }

    public static String text(JsonNode node, String member) throws UnreadableAnswer {
        JsonNode value = node.path(member);
        if (!value.isString()) {
            throw wrong(member, "a text");
        }
        return value.asString();
    }

    /** The other text where it is null or missing. */
    public static String text(JsonNode node, String member, String otherwise) throws UnreadableAnswer {
        return absent(node, member) ? otherwise : text(node, member);
    }

    public static boolean truth(JsonNode node, String member) throws UnreadableAnswer {
        JsonNode value = node.path(member);
        if (!value.isBoolean()) {
            throw wrong(member, "true or false");
        }
        return value.asBoolean();
    }

    public static long whole(JsonNode node, String member) throws UnreadableAnswer {
        JsonNode value = node.path(member);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw wrong(member, "a whole number");
        }
        return value.asLong();
    }

    public static double number(JsonNode node, String member) throws UnreadableAnswer {
        JsonNode value = node.path(member);
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            throw wrong(member, "a number");
        }
        return value.asDouble();
    }

    /** A decimal that is not negative, written as a text. */
    public static double decimal(String text) throws UnreadableAnswer {
        if (!DECIMAL.matcher(text).matches()) {
            throw new UnreadableAnswer("a number is not one");
        }
        return Double.parseDouble(text);
    }

    private static boolean absent(JsonNode node, String member) {
        return node.path(member).isMissingNode() || node.path(member).isNull();
    }

    private static UnreadableAnswer wrong(String member, String expected) {
        return new UnreadableAnswer(member + " is not " + expected);
    }
}
