package io.meshtrial.events;

import io.meshtrial.events.RequestEvent.Browser;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a user agent: a family and whether a program rather than a person sent it.
 *
 * <p>Tokens are those that the browsers' makers document. Order matters: nearly every browser also names others.
 */
public record UserAgent(Browser browser, boolean bot) {

    private static final int MAX_LENGTH = 1024;

    private record Token(String text, Browser browser) {}

    // Tokens of browsers that also call themselves Chrome or Safari, before those two.
    private static final List<Token> TOKENS = List.of(
            new Token("Edg/", Browser.EDGE),
            new Token("EdgA/", Browser.EDGE),
            new Token("EdgiOS/", Browser.EDGE),
            new Token("Edge/", Browser.EDGE),
            new Token("OPR/", Browser.OPERA),
            new Token("OPT/", Browser.OPERA),
            new Token("OPX/", Browser.OPERA),
            new Token("OPiOS/", Browser.OPERA),
            new Token("Opera", Browser.OPERA),
            new Token("SamsungBrowser/", Browser.SAMSUNG_INTERNET),
            new Token("SeaMonkey/", Browser.OTHER),
            new Token("PaleMoon/", Browser.OTHER),
            new Token("Firefox/", Browser.FIREFOX),
            new Token("FxiOS/", Browser.FIREFOX),
            new Token("; wv)", Browser.WEB_VIEW),
            new Token("FBAN/", Browser.WEB_VIEW),
            new Token("FBAV/", Browser.WEB_VIEW),
            new Token("Instagram ", Browser.WEB_VIEW),
            new Token("Vivaldi/", Browser.OTHER_CHROMIUM),
            new Token("YaBrowser/", Browser.OTHER_CHROMIUM),
            new Token("DuckDuckGo/", Browser.OTHER_CHROMIUM),
            new Token("Brave/", Browser.OTHER_CHROMIUM),
            new Token("UCBrowser/", Browser.OTHER_CHROMIUM),
            new Token("MiuiBrowser/", Browser.OTHER_CHROMIUM),
            new Token("HuaweiBrowser/", Browser.OTHER_CHROMIUM),
            new Token("Whale/", Browser.OTHER_CHROMIUM),
            new Token("Electron/", Browser.OTHER_CHROMIUM),
            new Token("Chromium/", Browser.OTHER_CHROMIUM),
            new Token("HeadlessChrome/", Browser.OTHER_CHROMIUM),
            new Token("CriOS/", Browser.CHROME),
            new Token("Chrome/", Browser.CHROME));

    private static final List<String> BOTS = List.of(
            "bot",
            "crawl",
            "spider",
            "slurp",
            "headless",
            "lighthouse",
            "monitor",
            "pingdom",
            "preview",
            "facebookexternalhit",
            "curl/",
            "wget/",
            "okhttp",
            "python",
            "java/",
            "java-http-client",
            "go-http-client",
            "apache-httpclient",
            "node-fetch",
            "axios",
            "undici",
            "libwww",
            "postman",
            "insomnia",
            "httpie",
            "kube-probe",
            "googlehc",
            "k6/",
            "scrapy",
            "phantomjs",
            "selenium",
            "playwright",
            "puppeteer",
            "fasthttp",
            "reactor-netty",
            "dart/");

    /** Classifies a {@code user-agent} header; a request without one comes from a program. */
    public static UserAgent of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return new UserAgent(Browser.OTHER, true);
        }
        String text = header.length() > MAX_LENGTH ? header.substring(0, MAX_LENGTH) : header;
        boolean bot = isBot(text);
        return new UserAgent(browser(text), bot);
    }

    private static Browser browser(String text) {
        if (!text.startsWith("Mozilla/") && !text.startsWith("Opera/")) {
            return Browser.OTHER;
        }
        for (Token token : TOKENS) {
            if (text.contains(token.text)) {
                return token.browser.equals(Browser.OTHER_CHROMIUM) && !isChromium(text)
                        ? Browser.OTHER
                        : token.browser;
            }
        }
        if (text.contains("Safari/") && text.contains("Version/")) {
            return Browser.SAFARI;
        }
        boolean applePage = text.contains("AppleWebKit/") && text.contains("Mobile/");
        return applePage ? Browser.WEB_VIEW : Browser.OTHER;
    }

    private static boolean isChromium(String text) {
        return text.contains("Chrome/") || text.contains("Chromium/");
    }

    private static boolean isBot(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return BOTS.stream().anyMatch(lower::contains);
    }
}
