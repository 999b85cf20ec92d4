package io.meshtrial.routing.sticky;

import com.google.re2j.Pattern;
import io.meshtrial.rules.model.TextMatch;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The cookie {@code <name>=<variant>.r<drawing revision>.o<origin>.<unit id>}. The proxy makes a fresh request id for
 * each request from outside; the one of the request that drew becomes the id of the randomised unit.
 */
public record StickyCookie(String name, StickySettings settings) {

    /** The name that an experiment's cookie has unless the settings say otherwise. */
    public static String usualName(String experiment) {
        return "mt-" + experiment;
    }

    /** The experiment's own cookie. */
    public static StickyCookie of(String experiment, StickySettings settings) {
        String configured = settings.cookieName();
        return new StickyCookie(configured == null ? usualName(experiment) : configured, settings);
    }

    /**
     * One of the experiment's cookies. Rules draw independently of one another, so each keeps a cookie of its own.
     *
     * @param number 0 for the experiment's own, else what stands behind its name
     */
    public static StickyCookie numbered(String experiment, StickySettings settings, int number) {
        StickyCookie own = of(experiment, settings);
        return number == 0 ? own : new StickyCookie(own.name + "." + number, settings);
    }

    /** The match on a Cookie header that holds this variant, drawn at one of these revisions. */
    public TextMatch held(String variant, List<Integer> revisions) {
        String drawn = revisions.stream().map(String::valueOf).collect(Collectors.joining("|", "(", ")"));
        return new TextMatch.Regex("(^|.*;\\s*)" + Pattern.quote(name) + "=" + Pattern.quote(variant) + "\\.r" + drawn
                + "\\.o[0-9]+\\.[0-9a-f-]+\\s*(;.*|$)");
    }

    /**
     * The value of a Set-Cookie header that keeps a draw.
     *
     * @param origin revision of the cookie that was redrawn, or 0
     */
    public String set(String variant, int revision, int origin) {
        StringBuilder value = new StringBuilder(
                literal(name) + "=" + variant + ".r" + revision + ".o" + origin + ".%REQ(x-request-id)%");
        value.append("; Path=").append(literal(settings.path()));
        value.append("; Max-Age=").append(settings.maxAge().toSeconds());
        value.append("; SameSite=").append(settings.sameSite().text());
        if (settings.httpOnly()) {
            value.append("; HttpOnly");
        }
        if (settings.secure()) {
            value.append("; Secure");
        }
        return value.toString();
    }

    /** As the proxy takes it for itself in the value of a header. */
    private static String literal(String text) {
        return text.replace("%", "%%");
    }
}
