package io.meshtrial.localmesh.visitors;

import java.net.URI;
import java.util.regex.Pattern;

/** Visitors go to this machine and nowhere else. */
final class LoopbackTarget {

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

    private LoopbackTarget() {}

    /** @throws IllegalArgumentException unless it is {@code http://127.x.y.z:PORT} */
    static URI parse(String text) {
        try {
            URI uri = URI.create(text);
            boolean loopback =
                    uri.getHost() != null && LOOPBACK.matcher(uri.getHost()).matches() && uri.getUserInfo() == null;
            if ("http".equals(uri.getScheme()) && loopback && uri.getPort() > 0) {
                return URI.create("http://" + uri.getHost() + ":" + uri.getPort() + "/");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(refusal(text), e);
        }
        throw new IllegalArgumentException(refusal(text));
    }

    private static String refusal(String text) {
        return "visitors only go to http://127.x.y.z:PORT on this machine, not to \"" + text + "\"";
    }
}
