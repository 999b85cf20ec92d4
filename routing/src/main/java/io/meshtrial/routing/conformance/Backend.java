package io.meshtrial.routing.conformance;

import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.evaluate.Retries;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The workloads of the recordings, which do as the header {@code x-bk} says ({@code status=503}, {@code failfirst=500},
 * {@code reset}, {@code resetfirst}, {@code slow=900}, {@code header=name:value}, {@code cookie=a=1}), and a proxy's
 * retries in front of them.
 */
final class Backend {

    private static final String LOST = "upstream connect error or disconnect/reset before headers. ";
    private static final Set<String> ON_RESET = Set.of("reset", "5xx", "gateway-error");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private Backend() {}

    /**
     * How an exchange ends.
     *
     * @param reached whether the client sees the workload's own answer
     * @param headers the workload's, before the route changes them
     * @param body null where the workload echoes
     */
    record Exchange(
            boolean reached,
            int status,
            List<Header> headers,
            @Nullable String body,
            int attempts) {}

    /** @throws IllegalArgumentException where {@code behaviour} is known and its argument cannot be read */
    static Exchange run(String behaviour, @Nullable Retries retries, @Nullable Duration timeout) {
        int equal = behaviour.indexOf('=');
        String verb = equal < 0 ? behaviour : behaviour.substring(0, equal);
        String argument = equal < 0 ? "" : behaviour.substring(equal + 1);
        return switch (verb) {
            case "status" -> failing(number(behaviour, argument), true, retries);
            case "failfirst" -> failing(number(behaviour, argument), false, retries);
            case "reset" -> resetting(true, retries);
            case "resetfirst" -> resetting(false, retries);
            case "slow" -> slow(Duration.ofMillis(number(behaviour, argument)), retries, timeout);
            case "header" -> {
                String[] pair = argument.split(":", 2);
                if (pair.length < 2) {
                    throw unreadable(behaviour);
                }
                yield answered(List.of(new Header(pair[0], pair[1])));
            }
            case "cookie" -> answered(List.of(new Header("set-cookie", "app=" + argument + "; Path=/")));
            default -> answered(List.of());
        };
    }

    private static int number(String behaviour, String argument) {
        if (!NUMBER.matcher(argument).matches()) {
            throw unreadable(behaviour);
        }
        return Integer.parseInt(argument);
    }

    private static IllegalArgumentException unreadable(String behaviour) {
        return new IllegalArgumentException("what x-bk: " + behaviour + " asks of a workload is not known");
    }

    private static Exchange answered(List<Header> headers) {
        return new Exchange(true, 200, headers, null, 1);
    }

    private static Exchange failing(int status, boolean always, @Nullable Retries retries) {
        int again = retries != null && retriesStatus(retries, status) ? retries.count() : 0;
        if (always || again == 0) {
            return new Exchange(true, status, List.of(), null, 1 + (always ? again : 0));
        }
        return new Exchange(true, 200, List.of(), null, 2);
    }

    private static boolean retriesStatus(Retries retries, int status) {
        return retries.statuses().contains(status)
                || retries.on().contains("5xx") && status >= 500
                || retries.on().contains("gateway-error") && status >= 502 && status <= 504
                || retries.on().contains("retriable-4xx") && status == 409;
    }

    private static Exchange resetting(boolean always, @Nullable Retries retries) {
        int again = retries != null && retries.on().stream().anyMatch(ON_RESET::contains) ? retries.count() : 0;
        if (again > 0 && !always) {
            return new Exchange(true, 200, List.of(), null, 2);
        }
        String reason = again > 0 ? "retried and the latest reset reason: " : "reset reason: ";
        return new Exchange(false, 503, List.of(), LOST + reason + "connection termination", 1 + again);
    }

    private static Exchange slow(Duration time, @Nullable Retries retries, @Nullable Duration timeout) {
        Duration perTry = retries == null ? null : retries.perTry();
        boolean late = timeout != null && time.compareTo(timeout) > 0;
        boolean lateTry = perTry != null && time.compareTo(perTry) > 0;
        return late || lateTry
                ? new Exchange(false, 504, List.of(), "upstream request timeout", 1)
                : answered(List.of());
    }

    /** No workload takes the connection: retried by default, and in vain. */
    static Exchange refused(@Nullable Retries retries) {
        boolean again = retries != null
                && (retries.on().contains("connect-failure")
                        || retries.on().stream().anyMatch(ON_RESET::contains));
        String reason = again ? "retried and the latest reset reason: " : "reset reason: ";
        return new Exchange(false, 503, List.of(), LOST + reason + "remote connection failure", 0);
    }

    /** Whether a refused connection is tried again elsewhere. */
    static boolean triesElsewhere(@Nullable Retries retries) {
        return retries != null && retries.on().contains("connect-failure");
    }
}
