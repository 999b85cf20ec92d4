package io.meshtrial.cli;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Numbers as the page writes them: a sign on every change, "to" between bounds, "no bound yet" for a missing one. */
final class Numbers {

    private Numbers() {}

    static String change(JsonNode interval) {
        if (!interval.path("estimate").isNumber()) {
            return "no estimate yet";
        }
        double width = width(interval);
        return signed(interval.path("estimate"), width) + " % (" + bound(interval.path("lower"), width) + " to "
                + bound(interval.path("upper"), width) + ")";
    }

    private static double width(JsonNode interval) {
        return interval.path("upper").isNumber() && interval.path("lower").isNumber()
                ? 100
                        * (interval.path("upper").asDouble()
                                - interval.path("lower").asDouble())
                : 1;
    }

    private static String bound(JsonNode value, double width) {
        return value.isNumber() ? signed(value, width) : "no bound yet";
    }

    /** One precision for an interval, from its width in per cent. */
    private static String signed(JsonNode value, double width) {
        int digits = width >= 10 ? 0 : width >= 1 ? 1 : 2;
        double percent = 100 * value.asDouble();
        String text = String.format(Locale.ROOT, "%." + digits + "f", Math.abs(percent));
        if (Double.parseDouble(text) == 0) {
            return text;
        }
        return (percent < 0 ? "−" : "+") + text;
    }

    static String percent(JsonNode share) {
        return share.isNumber() ? String.format(Locale.ROOT, "%.1f %%", 100 * share.asDouble()) : "–";
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    /** A metric's value in its own unit. */
    static String value(JsonNode value, String unit) {
        if (!value.isNumber()) {
            return "–";
        }
        double number = value.asDouble();
        return switch (unit) {
            case "SHARE" -> String.format(Locale.ROOT, "%.2f %%", 100 * number);
            case "MICROSECONDS" ->
                number < 1_000_000
                        ? String.format(Locale.ROOT, "%.1f ms", number / 1_000)
                        : String.format(Locale.ROOT, "%.2f s", number / 1_000_000);
            default -> String.format(Locale.ROOT, "%.3f", number);
        };
    }
}
