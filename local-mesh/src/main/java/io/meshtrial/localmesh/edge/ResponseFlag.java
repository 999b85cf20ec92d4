package io.meshtrial.localmesh.edge;

/** Why a proxy answered as it did, in the letters of Envoy's access log. */
enum ResponseFlag {
    NONE("-"),
    NO_ROUTE("NR"),
    NO_CLUSTER("NC"),
    NO_HEALTHY_UPSTREAM("UH"),
    UPSTREAM_CONNECTION_FAILURE("UF"),
    UPSTREAM_CONNECTION_TERMINATION("UC"),
    UPSTREAM_TIMEOUT("UT"),
    FAULT_INJECTED("FI"),
    DOWNSTREAM_CONNECTION_TERMINATION("DC"),
    PROTOCOL_ERROR("DPE");

    private final String letters;

    ResponseFlag(String letters) {
        this.letters = letters;
    }

    String letters() {
        return letters;
    }
}
