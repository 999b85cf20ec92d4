package io.meshtrial.routing.precondition;

import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.precondition.Circumstances.Transport;
import io.meshtrial.routing.predicate.Languages;
import io.meshtrial.routing.predicate.Overlap;
import io.meshtrial.routing.predicate.Witness;
import io.meshtrial.routing.predicate.WitnessSearch;
import io.meshtrial.routing.sticky.StickySettings;
import io.meshtrial.rules.model.BrowserPreset;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.TextMatch;
import io.meshtrial.rules.resolution.ResolvedRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the cookie that keeps a draw comes back with every later request of the rule. Where it does not, users are
 * drawn again and again and end up in the arm that holds on to them.
 */
final class StickyPreconditions {

    private static final Condition WITHOUT_JAR = new Condition.Or(
            List.of(new Condition.Browser(BrowserPreset.BOTS), new Condition.Browser(BrowserPreset.CURL)));

    private StickyPreconditions() {}

    static List<Finding> of(ResolvedRule rule, StickySettings settings, Circumstances circumstances) {
        List<Finding> findings = new ArrayList<>();
        Duration planned = circumstances.plannedDuration();
        if (planned != null && settings.maxAge().compareTo(planned) <= 0) {
            findings.add(Finding.warning(
                            "cookie-too-short",
                            "The cookie of rule " + rule.ordinal() + " lasts " + text(settings.maxAge())
                                    + " from the draw, and the experiment may last " + text(planned)
                                    + ": users would be drawn a second time.")
                    .ofRule(rule.ordinal())
                    .withHint("Let the cookie outlast the planned duration."));
        }
        if (settings.sameSite() == StickySettings.SameSite.NONE && !settings.secure()) {
            findings.add(lost(rule, "browsers refuse a cookie with SameSite=None that is not Secure"));
        }
        if (settings.secure() && circumstances.transport() == Transport.PLAIN) {
            findings.add(lost(rule, "it is Secure and the gateway serves plain HTTP, where browsers do not send it"));
        }
        Languages languages = new Languages();
        if (Overlap.of(rule.condition(), new Condition.Not(WITHOUT_JAR), languages)
                instanceof WitnessSearch.Result.None) {
            findings.add(lost(rule, "the rule takes programs only that keep no cookies"));
        }
        if (!settings.path().equals("/")
                && Overlap.of(rule.condition(), new Condition.Not(within(settings.path())), languages)
                        instanceof WitnessSearch.Result.Found(Witness witness)) {
            findings.add(
                    lost(rule, "its path is " + settings.path() + ", and the rule takes requests to other paths too")
                            .withWitness(witness));
        }
        return findings;
    }

    /** RFC 6265, section 5.1.4: the path itself and everything below it. */
    private static Condition within(String path) {
        return path.endsWith("/")
                ? new Condition.Path(new TextMatch.Prefix(path))
                : new Condition.Or(List.of(
                        new Condition.Path(new TextMatch.Exact(path)),
                        new Condition.Path(new TextMatch.Prefix(path + "/"))));
    }

    private static Finding lost(ResolvedRule rule, String reason) {
        return Finding.warning(
                        "sticky-without-cookies",
                        "The cookie that keeps users of rule " + rule.ordinal() + " in their arm would not come back: "
                                + reason + ".")
                .ofRule(rule.ordinal())
                .withHint("Change the cookie's settings, or draw per request.");
    }

    private static String text(Duration duration) {
        long hours = duration.toHours();
        return hours % 24 == 0 ? hours / 24 + " days" : hours + " hours";
    }
}
