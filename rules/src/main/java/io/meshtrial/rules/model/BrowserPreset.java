package io.meshtrial.rules.model;

/** Browsers that a rule may name. Which user agents each takes is defined by {@code BrowserPresets}. */
public enum BrowserPreset {
    CHROME("Chrome"),
    EDGE("Edge"),
    FIREFOX("Firefox"),
    SAFARI("Safari"),
    OPERA("Opera"),
    SAMSUNG_INTERNET("Samsung Internet"),
    ANY_CHROMIUM("any Chromium"),
    CURL("curl"),
    BOTS("bots"),
    WEB_VIEW("WebView"),
    MOBILE("mobile");

    private final String text;

    BrowserPreset(String text) {
        this.text = text;
    }

    /** The name as the rule language writes it. */
    public String text() {
        return text;
    }
}
