package io.meshtrial.experiment.definition;

import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.routing.sticky.StickySettings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people say about an experiment.
 *
 * @param service name under which people know the service
 * @param virtualService the VirtualService that receives the routes, in {@code namespace}
 * @param rules as text; the current revision holds the same
 * @param priority which of several overlapping experiments of one VirtualService is asked first, the highest; null as
 *     usual (0), and in specs stored before it could be declared
 * @param cookie of rules that draw users; null as usual, and in specs stored before it could be chosen
 * @param observe whether what no rule takes is told apart too, as variant {@code -}; null as usual (it is), and in specs
 *     stored before it could be chosen
 */
public record ExperimentSpec(
        String name,
        String question,
        String owner,
        String namespace,
        String service,
        String virtualService,
        EventSource eventSource,
        List<Variant> variants,
        String rules,
        MeasurementPlan measurement,
        @Nullable RolloutPolicy rollout,
        @Nullable Integer priority,
        @Nullable StickyCookie cookie,
        @Nullable Boolean observe) {

    public ExperimentSpec {
        variants = List.copyOf(variants);
    }

    public Optional<Variant> variant(String variantName) {
        return variants.stream()
                .filter(variant -> variant.name().equals(variantName))
                .findFirst();
    }

    /** The declared priority, or 0. */
    public int precedence() {
        return Objects.requireNonNullElse(priority, 0);
    }

    /** Whether the rest of the host's traffic gets the identity header. */
    public boolean observes() {
        return observe == null || observe;
    }

    /** Name of the control variant. */
    public String control() {
        return variants.stream()
                .filter(variant -> variant.role() == VariantRole.CONTROL)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("every experiment has a control"))
                .name();
    }

    /** Attributes of the cookie, with what the spec does not say as usual. */
    public StickySettings stickySettings() {
        return Objects.requireNonNullElse(cookie, StickyCookie.USUAL).settings(measurement.maximumDuration());
    }

    public ExperimentSpec withRules(String text) {
        return new ExperimentSpec(
                name,
                question,
                owner,
                namespace,
                service,
                virtualService,
                eventSource,
                variants,
                text,
                measurement,
                rollout,
                priority,
                cookie,
                observe);
    }
}
