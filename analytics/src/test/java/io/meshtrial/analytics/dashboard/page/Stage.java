package io.meshtrial.analytics.dashboard.page;

/** One server and one browser for all tests of the page: each would take seconds to start. Both end with the process. */
final class Stage {

    static final PageServer SERVER = new PageServer();
    static final Chromium BROWSER = new Chromium();

    private Stage() {}
}
