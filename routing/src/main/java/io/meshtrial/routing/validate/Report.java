package io.meshtrial.routing.validate;

import io.meshtrial.routing.check.Finding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects findings about one object, route by route. */
final class Report {

    static final String UNKNOWN_FIELD = "unknown-field";

    private final String object;
    private final List<Finding> findings = new ArrayList<>();
    private final Sound sound;
    private @Nullable String route;

    Report(String object, Sound sound) {
        this.object = object;
        this.sound = sound;
    }

    /** From here on, findings are about this route. */
    void enter(String name, int index) {
        route = name.isEmpty() ? "http[" + index + "]" : name;
    }

    /** What needs no second look. */
    Sound sound() {
        return sound;
    }

    /** istiod refuses this. */
    void refused(String code, String message, String hint) {
        add(Finding.error(code, message), hint);
    }

    /** istiod lets this through and the proxies refuse it, and with it their listener's whole route table. */
    void poison(String message, String hint) {
        add(
                Finding.error(
                        VirtualServiceValidation.POISON_PILL,
                        message + "; proxies refuse the whole route table for it, and no later change arrives"),
                hint);
    }

    void warned(String code, String message, String hint) {
        add(Finding.warning(code, message), hint);
    }

    private void add(Finding finding, String hint) {
        Finding placed = finding.ofObject(object).withHint(hint);
        findings.add(route == null ? placed : placed.ofRoute(route));
    }

    /** Whether every field that is known has its type. Unknown fields hide nothing: an API server prunes them. */
    boolean isReadable() {
        return findings.stream().allMatch(finding -> finding.code().equals(UNKNOWN_FIELD));
    }

    int size() {
        return findings.size();
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
