package io.meshtrial.analytics.ingest.accesslog;

import io.meshtrial.events.ExperimentCookie;
import java.util.ArrayList;
import java.util.List;

/** The cookies of one name in a logged {@code cookie} header; all others are passed over unread. */
final class CookieHeader {

    private CookieHeader() {}

    /**
     * @param header as logged: several headers of that name are joined with a comma or a semicolon
     * @param cookie its name
     */
    static List<ExperimentCookie> of(String header, String cookie) {
        String name = cookie + "=";
        List<ExperimentCookie> found = new ArrayList<>(1);
        int from = 0;
        while (from < header.length()) {
            int to = from;
            while (to < header.length() && header.charAt(to) != ';' && header.charAt(to) != ',') {
                to++;
            }
            String pair = header.substring(from, to).strip();
            if (pair.startsWith(name)) {
                ExperimentCookie.parse(pair.substring(name.length())).ifPresent(found::add);
            }
            from = to + 1;
        }
        return found;
    }
}
