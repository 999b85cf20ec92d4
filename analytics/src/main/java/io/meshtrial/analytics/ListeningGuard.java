package io.meshtrial.analytics;

import java.net.InetAddress;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/** Refuses to start where everybody in reach could read: beyond loopback a token is needed. */
@Component
class ListeningGuard {

    ListeningGuard(ServerProperties server, AnalyticsSettings settings) {
        InetAddress address = server.getAddress();
        if (settings.token().isEmpty() && (address == null || !address.isLoopbackAddress())) {
            throw new IllegalStateException("analytics would listen on "
                    + (address == null ? "all addresses" : address.getHostAddress())
                    + " without authentication: set meshtrial.token, or server.address to a loopback address");
        }
    }
}
