package io.meshtrial.analytics;

import io.meshtrial.analytics.access.Tokens;
import java.net.InetAddress;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/** Refuses to start where everybody in reach could read: beyond loopback a token is needed. */
@Component
class ListeningGuard {

    ListeningGuard(ServerProperties server, Tokens tokens) {
        InetAddress address = server.getAddress();
        if (tokens.none() && (address == null || !address.isLoopbackAddress())) {
            throw new IllegalStateException(
                    "analytics would listen on "
                            + (address == null ? "all addresses" : address.getHostAddress())
                            + " without authentication: set meshtrial.token or meshtrial.oidc.issuer, or server.address to a loopback address");
        }
    }
}
