package io.meshtrial.localmesh.apiserver;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go and the Common Expression Language write them: {@code 1h2m}, {@code 1.5s}, {@code 300ms}. */
final class Durations {

    private static final Pattern WHOLE = Pattern.compile("[-+]?(?:\\d+\\.?\\d*(?:ns|us|µs|ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*)(ns|us|µs|ms|s|m|h)");
    private static final Map<String, Double> MILLIS =
            Map.of("ns", 1e-6, "us", 1e-3, "µs", 1e-3, "ms", 1.0, "s", 1e3, "m", 60e3, "h", 3_600e3);

    private Durations() {}

    /** What Istio's schema has against the text, if anything. */
    static Optional<String> problem(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.of("type conversion error from 'string' to 'google.protobuf.Duration' evaluating rule: "
                    + "must be a valid duration greater than 1ms");
        }
        double millis = 0;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            millis += Double.parseDouble(part.group(1)) * MILLIS.getOrDefault(part.group(2), 0.0);
        }
        return text.startsWith("-") || millis < 1
                ? Optional.of("must be a valid duration greater than 1ms")
                : Optional.empty();
    }
}
