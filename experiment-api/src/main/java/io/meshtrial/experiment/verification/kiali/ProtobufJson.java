package io.meshtrial.experiment.verification.kiali;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Brings an Istio object's JSON into the form in which two that mean the same are equal. Kiali writes objects by their
 * protobuf messages: zeros, empty texts and lists and an enum's first value are left out, and a duration is written in
 * seconds however it was given ({@code 250ms} becomes {@code 0.250s}). Source: ProtoJSON format, and istio.io/api.
 */
final class ProtobufJson {

    /** Members that are google.protobuf.Duration in VirtualServices and DestinationRules. */
    private static final Set<String> DURATIONS = Set.of(
            "timeout",
            "perTryTimeout",
            "backoff",
            "fixedDelay",
            "exponentialDelay",
            "maxAge",
            "connectTimeout",
            "idleTimeout",
            "maxConnectionDuration",
            "time",
            "interval",
            "baseEjectionTime",
            "ttl",
            "warmupDurationSecs",
            "duration");

    /** Enums of these members whose value of number 0 has a name of its own. */
    private static final Map<String, String> FIRST = Map.of("mode", "DISABLE", "h2UpgradePolicy", "DEFAULT");

    private static final String UNSPECIFIED = "UNSPECIFIED";
    private static final Pattern DURATION = Pattern.compile("(?:\\d{1,12}(?:\\.\\d{1,9})?(?:ns|us|µs|ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("([\\d.]+)(ns|us|µs|ms|s|m|h)");

    private ProtobufJson() {}

    /** A tree of maps, lists and texts; empty text where nothing would be written. */
    static Object plain(JsonNode node) {
        return plain("", node);
    }

    private static Object plain(String name, JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> members = new TreeMap<>();
            node.properties().forEach(member -> {
                Object value = plain(member.getKey(), member.getValue());
                if (!value.equals("") && !value.equals(List.of())) {
                    members.put(member.getKey(), value);
                }
            });
            return members;
        }
        if (node.isArray()) {
            List<Object> elements = new ArrayList<>();
            node.forEach(element -> elements.add(plain("", element)));
            return elements;
        }
        return node.isNull() || node.isMissingNode() ? "" : scalar(name, node.asString());
    }

    private static String scalar(String name, String text) {
        if (text.equals("0") || text.equals("false") || text.equals(UNSPECIFIED) || text.equals(FIRST.get(name))) {
            return "";
        }
        return DURATIONS.contains(name) && DURATION.matcher(text).matches() ? seconds(text) : text;
    }

    private static String seconds(String text) {
        BigDecimal sum = BigDecimal.ZERO;
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            sum = sum.add(new BigDecimal(parts.group(1)).multiply(unit(parts.group(2))));
        }
        return sum.stripTrailingZeros().toPlainString() + "s";
    }

    private static BigDecimal unit(String name) {
        return switch (name) {
            case "ns" -> new BigDecimal("1e-9");
            case "us", "µs" -> new BigDecimal("1e-6");
            case "ms" -> new BigDecimal("1e-3");
            case "m" -> new BigDecimal(60);
            case "h" -> new BigDecimal(3600);
            default -> BigDecimal.ONE;
        };
    }
}
