package io.meshtrial.localmesh.visitors;

import java.util.List;

/**
 * One kind of visiting program.
 *
 * @param parts of 1 000 visitors that use it; the shares follow public browser statistics of 2025, roughly
 * @param keepsCookies browsers do, tools and crawlers do not
 */
record Client(String name, int parts, boolean keepsCookies, String userAgent) {

    private static final String WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) ";
    private static final String MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ";
    private static final String WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko) ";

    static final List<Client> ALL = List.of(
            new Client("Chrome on Windows", 270, true, WINDOWS + WEBKIT + "Chrome/142.0.0.0 Safari/537.36"),
            new Client("Chrome on macOS", 80, true, MAC + WEBKIT + "Chrome/142.0.0.0 Safari/537.36"),
            new Client(
                    "Chrome on Android",
                    220,
                    true,
                    "Mozilla/5.0 (Linux; Android 10; K) " + WEBKIT + "Chrome/142.0.0.0 Mobile Safari/537.36"),
            new Client(
                    "Chrome on iOS",
                    20,
                    true,
                    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                            + " CriOS/142.0.7444.77 Mobile/15E148 Safari/604.1"),
            new Client(
                    "Safari on iOS",
                    120,
                    true,
                    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                            + " Version/18.6 Mobile/15E148 Safari/604.1"),
            new Client(
                    "Safari on macOS",
                    60,
                    true,
                    MAC + "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15"),
            new Client("Edge", 70, true, WINDOWS + WEBKIT + "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"),
            new Client(
                    "Firefox",
                    60,
                    true,
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"),
            new Client(
                    "Samsung Internet",
                    25,
                    true,
                    "Mozilla/5.0 (Linux; Android 10; K) " + WEBKIT
                            + "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36"),
            new Client("Opera", 25, true, WINDOWS + WEBKIT + "Chrome/141.0.0.0 Safari/537.36 OPR/125.0.0.0"),
            new Client("curl", 20, false, "curl/8.17.0"),
            new Client(
                    "Googlebot", 20, false, "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
            new Client(
                    "bingbot", 10, false, "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"));

    static final int PARTS = ALL.stream().mapToInt(Client::parts).sum();

    /** @param ticket uniform in [0, {@link #PARTS}) */
    static Client at(int ticket) {
        int rest = ticket;
        for (Client client : ALL) {
            rest -= client.parts();
            if (rest < 0) {
                return client;
            }
        }
        throw new IllegalArgumentException("ticket " + ticket + " is not below " + PARTS);
    }
}
