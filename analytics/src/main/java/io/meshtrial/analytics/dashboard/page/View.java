package io.meshtrial.analytics.dashboard.page;

/** What an address of the page shows; {@code core/router.js} decides the same in the browser. */
enum View {
    LIST("list"),
    EDIT("edit"),
    LIVE("live"),
    VERIFY("verify");

    private final String page;

    View(String page) {
        this.page = page;
    }

    /** Address of the module that draws it. */
    String module() {
        return "/js/pages/" + page + ".js";
    }

    static View of(String path) {
        if (path.equals("/new") || path.endsWith("/edit")) {
            return EDIT;
        }
        if (path.endsWith("/verification")) {
            return VERIFY;
        }
        return path.startsWith("/experiments/") ? LIVE : LIST;
    }
}
