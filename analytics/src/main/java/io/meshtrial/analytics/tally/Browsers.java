package io.meshtrial.analytics.tally;

import io.meshtrial.events.RequestEvent.Browser;

/** Names of browser families as segments. */
final class Browsers {

    private Browsers() {}

    static String label(Browser browser) {
        return switch (browser) {
            case CHROME -> "Chrome";
            case EDGE -> "Edge";
            case FIREFOX -> "Firefox";
            case SAFARI -> "Safari";
            case OPERA -> "Opera";
            case SAMSUNG_INTERNET -> "Samsung Internet";
            case OTHER_CHROMIUM -> "Other Chromium";
            case WEB_VIEW -> "In an app";
            case OTHER, BROWSER_UNSPECIFIED, UNRECOGNIZED -> "Other";
        };
    }
}
