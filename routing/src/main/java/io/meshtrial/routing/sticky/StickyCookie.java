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
    public static StickyCookie of(String experiment, StickySettings settings) {
        String configured = settings.cookieName();
        return new StickyCookie(configured == null ? "mt-" + experiment : configured, settings);
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
        StringBuilder value =
                new StringBuilder(name + "=" + variant + ".r" + revision + ".o" + origin + ".%REQ(x-request-id)%");
        value.append("; Path=").append(settings.path().replace("%", "%%"));
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
}
