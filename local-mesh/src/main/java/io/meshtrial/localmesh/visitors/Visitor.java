package io.meshtrial.localmesh.visitors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One visitor: a program and, where it has one, its cookie jar. */
final class Visitor {

    private final Client client;
    /** Made with the first cookie: at high rates there are tens of thousands of visitors. */
    private @Nullable CookieManager jar;

    Visitor(Client client) {
        this.client = client;
    }

    Client client() {
        return client;
    }

    /** The {@code Cookie} header for an address, as browsers write it; empty where there is nothing to send. */
    String cookies(URI address) {
        return jar == null
                ? ""
                : jar.getCookieStore().get(address).stream()
                        .filter(cookie ->
                                cookie.getPath() == null || address.getPath().startsWith(cookie.getPath()))
                        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; "));
    }

    void keep(URI address, List<String> setCookies) {
        if (client.keepsCookies() && !setCookies.isEmpty()) {
            if (jar == null) {
                jar = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
            }
            try {
                jar.put(address, Map.of("Set-Cookie", setCookies));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
