package io.meshtrial.experiment.definition;

import io.meshtrial.routing.sticky.CookieName;
import io.meshtrial.routing.sticky.StickySettings;
import io.meshtrial.routing.sticky.StickySettings.SameSite;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that keeps a user's variant; what is null is as usual.
 *
 * @param name a token of RFC 6265, at most 64 characters; usually {@code mt-} and the experiment's id
 * @param lifetime counted from the draw; usually 30 days, or twice the longest duration where that is more
 * @param path usually {@code /}
 * @param sameSite usually {@code LAX}; {@code NONE} needs {@code secure}
 * @param secure sent over TLS only; usually not
 * @param httpOnly hidden from scripts; usually so
 * @param privateResponses whether responses to draws say {@code Cache-Control: private}: usually so, since a shared cache
 *     would spread one arm and its cookie; false only where no such cache stands before the gateway
 */
@Schema(name = "StickyCookie")
public record StickyCookie(
        @Nullable String name,
        @Nullable Duration lifetime,
        @Nullable String path,
        @Nullable SameSite sameSite,
        @Nullable Boolean secure,
        @Nullable Boolean httpOnly,
        @Nullable Boolean privateResponses) {

    /** Browsers keep none longer (RFC 6265bis, section 5.5). */
    private static final Duration LONGEST = Duration.ofDays(400);

    private static final Pattern PATH = Pattern.compile("/[!-:<-~]{0,199}");

    public static final StickyCookie USUAL = new StickyCookie(null, null, null, null, null, null, null);

    void check(Faults faults) {
        if (name != null) {
            String attributePath = path == null ? StickySettings.defaults().path() : path;
            CookieName.fault(name, Boolean.TRUE.equals(secure), attributePath)
                    .ifPresent(fault -> faults.add("/cookie/name", fault));
        }
        faults.require(
                lifetime == null
                        || (lifetime.compareTo(Duration.ofMinutes(1)) >= 0 && lifetime.compareTo(LONGEST) <= 0),
                "/cookie/lifetime",
                "lies between 1 minute and 400 days");
        faults.require(
                path == null || PATH.matcher(path).matches(),
                "/cookie/path",
                "begins with / and has at most 200 visible characters, no semicolon");
        faults.require(
                sameSite != SameSite.NONE || Boolean.TRUE.equals(secure),
                "/cookie/sameSite",
                "is NONE only with secure: browsers drop it otherwise");
    }

    /** @param longest duration of the experiment */
    public StickySettings settings(Duration longest) {
        StickySettings usual = StickySettings.defaults();
        Duration twice = longest.multipliedBy(2);
        Duration enough = twice.compareTo(usual.maxAge()) > 0 ? twice : usual.maxAge();
        return new StickySettings(
                name,
                lifetime == null ? enough : lifetime,
                path == null ? usual.path() : path,
                sameSite == null ? usual.sameSite() : sameSite,
                httpOnly == null ? usual.httpOnly() : httpOnly,
                secure == null ? usual.secure() : secure,
                privateResponses == null ? usual.privateResponses() : privateResponses);
    }
}
