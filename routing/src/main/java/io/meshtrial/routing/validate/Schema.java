package io.meshtrial.routing.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which fields a VirtualService has and of what type, as istiod reads them. */
sealed interface Schema {

    void check(JsonNode node, Place path, Report report);

    /** A message type: only these fields. */
    record Message(Map<String, Schema> fields) implements Schema {
        @Override
        public void check(JsonNode node, Place path, Report report) {
            if (!(node instanceof ObjectNode)) {
                wrongType(node, path, "an object", report);
                return;
            }
            node.properties().forEach(entry -> {
                Place inner = path.member(entry.getKey());
                Schema field = fields.get(entry.getKey());
                if (field == null) {
                    report.refused(Report.UNKNOWN_FIELD, inner + " is not a field that Istio knows", "remove it");
                } else if (!entry.getValue().isNull()) {
                    field.check(entry.getValue(), inner, report);
                }
            });
        }
    }

    record ListOf(Schema element) implements Schema {
        @Override
        public void check(JsonNode node, Place path, Report report) {
            if (!(node instanceof ArrayNode)) {
                wrongType(node, path, "a list", report);
                return;
            }
            for (int i = 0; i < node.size(); i++) {
                JsonNode one = node.get(i);
                Place place = path.element(i);
                Sound.look(one, report.sound().shapes(), report, () -> element.check(one, place, report));
            }
        }
    }

    record MapOf(Schema value) implements Schema {
        @Override
        public void check(JsonNode node, Place path, Report report) {
            if (!(node instanceof ObjectNode)) {
                wrongType(node, path, "a map", report);
                return;
            }
            node.properties().forEach(entry -> {
                if (!entry.getValue().isNull()) {
                    value.check(entry.getValue(), path.entry(entry.getKey()), report);
                }
            });
        }
    }

    /** Values without parts. */
    enum Scalar implements Schema {
        TEXT,
        BOOLEAN,
        NUMBER,
        /** 32 bits with a sign; a string of digits is taken too. */
        INTEGER,
        /** 32 bits without a sign. */
        UNSIGNED,
        ANYTHING;

        @Override
        public void check(JsonNode node, Place path, Report report) {
            switch (this) {
                case TEXT -> require(node instanceof TextNode, node, path, "text", report);
                case BOOLEAN -> require(node.isBoolean(), node, path, "true or false", report);
                case NUMBER -> require(node.isNumber(), node, path, "a number", report);
                case INTEGER ->
                    require(
                            isWhole(node, Integer.MIN_VALUE, Integer.MAX_VALUE),
                            node,
                            path,
                            "a whole number of 32 bits",
                            report);
                case UNSIGNED ->
                    require(
                            isWhole(node, 0, 0xffffffffL),
                            node,
                            path,
                            "a whole number of 32 bits, not negative",
                            report);
                case ANYTHING -> {}
            }
        }

        private static boolean isWhole(JsonNode node, long least, long most) {
            boolean whole = node.isIntegralNumber() && node.canConvertToLong()
                    || node.isTextual() && node.asText().matches("-?[0-9]{1,10}")
                    || node.isFloatingPointNumber() && node.doubleValue() == Math.rint(node.doubleValue());
            long value = node.isTextual() && whole ? Long.parseLong(node.asText()) : node.asLong();
            return whole && value >= least && value <= most;
        }

        private static void require(boolean right, JsonNode node, Place path, String expected, Report report) {
            if (!right) {
                wrongType(node, path, expected, report);
            }
        }
    }

    private static void wrongType(JsonNode node, Place path, String expected, Report report) {
        report.refused("wrong-type", path + " must be " + expected + ", it is " + shortened(node), "");
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() > 60 ? text.substring(0, 57) + "..." : text;
    }

    private static Message message(Object... namesAndSchemas) {
        Map<String, Schema> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndSchemas.length; i += 2) {
            fields.put((String) namesAndSchemas[i], (Schema) namesAndSchemas[i + 1]);
        }
        return new Message(fields);
    }

    Schema TEXTS = new ListOf(Scalar.TEXT);
    Schema STRING_MATCH = message("exact", Scalar.TEXT, "prefix", Scalar.TEXT, "regex", Scalar.TEXT);
    Schema STRING_MATCHES = new MapOf(STRING_MATCH);
    Schema PERCENT = message("value", Scalar.NUMBER);
    Schema DESTINATION =
            message("host", Scalar.TEXT, "subset", Scalar.TEXT, "port", message("number", Scalar.UNSIGNED));
    Schema HEADER_OPERATIONS = message("set", new MapOf(Scalar.TEXT), "add", new MapOf(Scalar.TEXT), "remove", TEXTS);
    Schema HEADERS = message("request", HEADER_OPERATIONS, "response", HEADER_OPERATIONS);
    Schema MATCH = message(
            "name", Scalar.TEXT,
            "uri", STRING_MATCH,
            "scheme", STRING_MATCH,
            "method", STRING_MATCH,
            "authority", STRING_MATCH,
            "headers", STRING_MATCHES,
            "withoutHeaders", STRING_MATCHES,
            "queryParams", STRING_MATCHES,
            "port", Scalar.UNSIGNED,
            "sourceLabels", new MapOf(Scalar.TEXT),
            "sourceNamespace", Scalar.TEXT,
            "gateways", TEXTS,
            "ignoreUriCase", Scalar.BOOLEAN,
            "statPrefix", Scalar.TEXT);
    Schema REDIRECT = message(
            "uri", Scalar.TEXT,
            "authority", Scalar.TEXT,
            "scheme", Scalar.TEXT,
            "port", Scalar.UNSIGNED,
            "derivePort", Scalar.TEXT,
            "redirectCode", Scalar.UNSIGNED);
    Schema REWRITE = message(
            "uri", Scalar.TEXT,
            "authority", Scalar.TEXT,
            "uriRegexRewrite", message("match", Scalar.TEXT, "rewrite", Scalar.TEXT));
    Schema RETRIES = message(
            "attempts", Scalar.INTEGER,
            "perTryTimeout", Scalar.TEXT,
            "retryOn", Scalar.TEXT,
            "retryRemoteLocalities", Scalar.BOOLEAN,
            "retryIgnorePreviousHosts", Scalar.BOOLEAN,
            "backoff", Scalar.TEXT);
    Schema FAULT = message(
            "delay",
            message(
                    "percent", Scalar.INTEGER,
                    "percentage", PERCENT,
                    "fixedDelay", Scalar.TEXT,
                    "exponentialDelay", Scalar.TEXT),
            "abort",
            message(
                    "percentage", PERCENT,
                    "httpStatus", Scalar.INTEGER,
                    "grpcStatus", Scalar.TEXT,
                    "http2Error", Scalar.TEXT));
    Schema CORS = message(
            "allowOrigin",
            TEXTS,
            "allowOrigins",
            new ListOf(STRING_MATCH),
            "allowMethods",
            TEXTS,
            "allowHeaders",
            TEXTS,
            "exposeHeaders",
            TEXTS,
            "maxAge",
            Scalar.TEXT,
            "allowCredentials",
            Scalar.BOOLEAN,
            "unmatchedPreflights",
            Scalar.TEXT);
    Schema ROUTE = message(
            "name",
            Scalar.TEXT,
            "match",
            new ListOf(MATCH),
            "route",
            new ListOf(message("destination", DESTINATION, "weight", Scalar.INTEGER, "headers", HEADERS)),
            "redirect",
            REDIRECT,
            "directResponse",
            message("status", Scalar.UNSIGNED, "body", message("string", Scalar.TEXT, "bytes", Scalar.TEXT)),
            "delegate",
            message("name", Scalar.TEXT, "namespace", Scalar.TEXT),
            "rewrite",
            REWRITE,
            "timeout",
            Scalar.TEXT,
            "retries",
            RETRIES,
            "fault",
            FAULT,
            "mirror",
            DESTINATION,
            "mirrors",
            new ListOf(message("destination", DESTINATION, "percentage", PERCENT)),
            "mirrorPercent",
            Scalar.UNSIGNED,
            "mirrorPercentage",
            PERCENT,
            "corsPolicy",
            CORS,
            "headers",
            HEADERS);
    Schema VIRTUAL_SERVICE = message(
            "hosts",
            TEXTS,
            "gateways",
            TEXTS,
            "http",
            new ListOf(ROUTE),
            "tls",
            Scalar.ANYTHING,
            "tcp",
            Scalar.ANYTHING,
            "exportTo",
            TEXTS);
}
