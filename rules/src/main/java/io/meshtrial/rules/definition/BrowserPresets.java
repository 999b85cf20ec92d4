package io.meshtrial.rules.definition;

import io.meshtrial.rules.model.BrowserPreset;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.Condition.And;
import io.meshtrial.rules.model.Condition.Header;
import io.meshtrial.rules.model.Condition.Not;
import io.meshtrial.rules.model.Condition.Or;
import io.meshtrial.rules.model.TextMatch;
import java.util.List;

/**
 * What each preset means for the {@code user-agent} header. Every definition is made of header conditions and at most one
 * negated header condition beside them, so that it fits Istio's {@code headers} and {@code withoutHeaders}.
 *
 * <p>Browsers built on Chromium add their own token to Chrome's user agent, before or behind {@code Safari/}. Chrome is
 * therefore recognised by the absence of any addition, not by a list of the others, which would never be complete.
 * Brave sends exactly Chrome's user agent and counts as Chrome.
 */
public final class BrowserPresets {

    private static final String USER_AGENT = "user-agent";

    /** Capitals matter: Cubot is a maker of telephones. */
    private static final String ROBOT =
            "[Bb]ot|[Cc]rawl|[Ss]pider|Slurp|Mediapartners-Google|facebookexternalhit|BingPreview|ia_archiver";

    private static final String WEB_VIEW = "; wv\\)|FBAN/|FBAV/|FB_IAB/|Instagram|Snapchat|MicroMessenger/";
    private static final String CHROMIUM = "Chrome|Chromium|CriOS|CrMo|HeadlessChrome";

    private BrowserPresets() {}

    /** The preset as a condition on headers. */
    public static Condition definition(BrowserPreset preset) {
        return switch (preset) {
            case CHROME ->
                both(
                        ".*AppleWebKit/[0-9.]+ \\(KHTML, like Gecko\\) (?:Chrome/[0-9.]+ (?:Mobile )?"
                                + "|CriOS/[0-9.]+ (?:(?:Mobile|Version)/[0-9A-Za-z.]+ )*)Safari/[0-9.]+",
                        ".*(?:" + ROBOT + "|" + WEB_VIEW + ").*");
            case EDGE -> both(".*(?:Edge|Edg|EdgA|EdgiOS|EdgW)/[0-9].*", ".*(?:" + ROBOT + ").*");
            case FIREFOX ->
                both(
                        ".*(?:Firefox|FxiOS)/[0-9].*",
                        ".*(?:SeaMonkey|PaleMoon|Waterfox|Iceweasel|Camino|like Firefox|" + ROBOT + ").*");
            case SAFARI ->
                both(
                        ".*\\((?:Macintosh|iPhone|iPad|iPod).*AppleWebKit/.*Version/[0-9].*Safari/[0-9].*",
                        ".*(?:" + CHROMIUM + "|FxiOS|Edg|OPR/|OPT/|OPX/|OPiOS|DuckDuckGo|Ddg/|GSA/|YaBrowser|Vivaldi"
                                + "|UCBrowser|QQBrowser|Focus/|" + WEB_VIEW + "|" + ROBOT + ").*");
            case OPERA -> both(".*(?:OPR|OPT|OPX|OPiOS|Opera|Opera Mini)/[0-9].*", ".*(?:" + ROBOT + ").*");
            case SAMSUNG_INTERNET -> both(".*SamsungBrowser/[0-9].*", ".*(?:" + ROBOT + ").*");
            case ANY_CHROMIUM -> both(".*(?:" + CHROMIUM + ")/[0-9].*", ".*Edge/[0-9].*");
            case CURL -> new Header(USER_AGENT, new TextMatch.Prefix("curl/"));
            case BOTS -> userAgent(".*(?:" + ROBOT + ").*");
            case WEB_VIEW ->
                new Or(List.of(
                        userAgent(".*(?:" + WEB_VIEW + ").*"),
                        both(".*\\((?:iPhone|iPad|iPod).*AppleWebKit/.*Mobile/.*", ".*Safari/.*")));
            case MOBILE -> both(".*(?:Mobi|Android|iPhone|iPad|iPod|Opera Mini).*", ".*(?:" + ROBOT + ").*");
        };
    }

    private static Condition both(String taken, String excluded) {
        return new And(List.of(userAgent(taken), new Not(userAgent(excluded))));
    }

    private static Condition userAgent(String regex) {
        return new Header(USER_AGENT, new TextMatch.Regex(regex));
    }
}
