package io.meshtrial.routing.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses routes by host: the exact name, else the longest wildcard, else {@code *}. Ports and case do not matter. */
final class VirtualHosts {

    private final Map<String, VirtualHost> exact = new HashMap<>();
    private final List<Wildcard> wildcards = new ArrayList<>();
    private @Nullable VirtualHost any;

    private record Wildcard(String suffix, VirtualHost host) {}

    /** @param hosts by domain; of two that differ in case only, the first stands */
    VirtualHosts(Map<String, VirtualHost> hosts) {
        hosts.forEach((domain, host) -> {
            String lower = HeaderLines.lower(domain);
            if (lower.equals("*")) {
                any = host;
            } else if (HostNames.isWildcard(lower)) {
                wildcards.add(new Wildcard(lower.substring(1), host));
            } else {
                exact.putIfAbsent(lower, host);
            }
        });
        wildcards.sort(
                Comparator.comparingInt((Wildcard wildcard) -> wildcard.suffix().length())
                        .reversed());
    }

    @Nullable
    VirtualHost find(String authority) {
        String host = HeaderLines.lower(HostNames.withoutPort(authority));
        VirtualHost found = exact.get(host);
        if (found != null) {
            return found;
        }
        for (Wildcard wildcard : wildcards) {
            if (host.length() > wildcard.suffix().length() && host.endsWith(wildcard.suffix())) {
                return wildcard.host();
            }
        }
        return any;
    }
}
