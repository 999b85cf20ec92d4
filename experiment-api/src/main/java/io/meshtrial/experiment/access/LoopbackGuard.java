package io.meshtrial.experiment.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Refuses to start where anyone on the network could come in unasked. */
@Component
class LoopbackGuard {

    /** Ends the start, with one clear sentence. */
    static final class OpenToTheNetwork extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OpenToTheNetwork(String address) {
            super("It would listen on " + address + " without authentication.");
        }
    }

    LoopbackGuard(Tokens tokens, OidcTokens oidc, @Value("${server.address:#{null}}") @Nullable InetAddress address) {
        boolean loopback = address != null && address.isLoopbackAddress();
        if (!loopback && tokens.none() && oidc.none()) {
            throw new OpenToTheNetwork(address == null ? "every address" : address.getHostAddress());
        }
    }
}
