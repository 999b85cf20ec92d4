package io.meshtrial.acceptance.ring;

import java.util.HashMap;
import java.util.Map;

/**
 * Two people beside the one who may do everything, and a namespace where one of them has to approve what the other makes.
 * The demonstration's own namespace needs no approval.
 */
public enum People {
    EDITOR("eddie", "editor"),
    APPROVER("anna", "approver");

    /** Where a second person is needed. */
    public static final String GUARDED = "shop";

    private final String person;
    private final String role;

    People(String person, String role) {
        this.person = person;
        this.role = role;
    }

    public String person() {
        return person;
    }

    public String token() {
        return "token-of-the-" + role + "-in-the-ring";
    }

    /** As the programs read them from the environment of {@code ./quickstart}. */
    static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        for (People one : values()) {
            String prefix = "MESHTRIAL_TOKENS_" + one.ordinal() + "_";
            settings.put(prefix + "NAME", one.person);
            settings.put(prefix + "TOKEN", one.token());
            settings.put(prefix + "ROLES", one.role);
        }
        settings.put("MESHTRIAL_APPROVALS_NAMESPACES", GUARDED);
        return settings;
    }
}
