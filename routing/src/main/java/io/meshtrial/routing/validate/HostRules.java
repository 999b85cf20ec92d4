package io.meshtrial.routing.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Hosts and gateways of the whole object. */
final class HostRules {

    private static final int MAX_LENGTH = 255;
    private static final String LABEL = "[a-zA-Z0-9]([-a-zA-Z0-9_]{0,61}[a-zA-Z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*\\.?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?");

    private HostRules() {}

    static void check(JsonNode spec, Report report) {
        JsonNode hosts = spec.path("hosts");
        JsonNode gateways = spec.path("gateways");
        if (hosts.isEmpty() && !gateways.isEmpty()) {
            report.refused(
                    "invalid-hosts",
                    "a VirtualService without hosts is a delegate and must not name gateways",
                    "name the hosts, or remove gateways");
        }
        boolean mesh = gateways.isEmpty();
        for (JsonNode gateway : gateways) {
            mesh |= gateway.asText().equals("mesh");
            gatewayName(gateway.asText(), report);
        }
        Set<String> seen = new HashSet<>();
        for (JsonNode host : hosts) {
            String name = host.asText();
            if (!seen.add(name)) {
                report.refused("invalid-hosts", "host " + name + " is named twice", "name it once");
            }
            if (!isHost(name)) {
                report.refused("invalid-hosts", "\"" + name + "\" is no host name", "");
            }
            if (name.equals("*") && mesh && !hosts.isEmpty()) {
                report.refused(
                        "invalid-hosts",
                        "host * stands for every host and is not allowed in sidecars",
                        "name a gateway, or name the hosts");
            }
        }
        boolean routes = !spec.path("http").isEmpty()
                || !spec.path("tls").isEmpty()
                || !spec.path("tcp").isEmpty();
        if (!routes) {
            report.refused("no-routes", "the VirtualService has no http, tls or tcp routes", "");
        }
    }

    static void gatewayName(String name, Report report) {
        String[] parts = name.split("/", -1);
        boolean sound = parts.length <= 2;
        for (String part : parts) {
            sound &= part.equals(".") && parts.length == 2 || NAME.matcher(part).matches();
        }
        if (!sound) {
            report.refused("invalid-gateway", "\"" + name + "\" is no gateway name", "write name or namespace/name");
        }
    }

    /** A DNS name, a wildcard or an address. */
    static boolean isHost(String name) {
        String bare = name.startsWith("*.") ? name.substring(2) : name;
        return name.equals("*")
                || name.length() <= MAX_LENGTH
                        && (NAME.matcher(bare).matches()
                                || bare.equals(name) && ADDRESS.matcher(name).matches());
    }
}
