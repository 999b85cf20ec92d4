package io.meshtrial.experiment.definition;

import io.meshtrial.experiment.rest.ProblemError;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.meshtrial.rules.language.RuleFormatter;
import io.meshtrial.rules.model.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes a whole spec of a draft: checks what is said, derives what is not, refuses what cannot be known. */
@Component
public class SpecBuilder {

    /**
     * @param rules read and checked against the variants
     * @param derived what was not said
     */
    public record Built(String id, ExperimentSpec spec, ReadRules rules, List<Derived> derived) {}

    /** RFC 1123: labels with dots between, 253 characters at most. */
    private static final Pattern DNS_NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    private static final int HIGHEST_PRIORITY = 1_000;

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");

    private final ServiceFinder services;
    private final JsonMapper json;

    SpecBuilder(ServiceFinder services, JsonMapper json) {
        this.services = services;
        this.json = json;
    }

    public Built build(ExperimentDraft draft, String actor) {
        Faults faults = new Faults();
        List<Derived> derived = new ArrayList<>();
        String id = id(draft, derived, faults);
        String name = draft.name() == null || draft.name().isBlank()
                ? id
                : draft.name().strip();
        String owner = draft.owner();
        if (owner == null || owner.isBlank()) {
            owner = actor;
            derived.add(new Derived("/owner", actor, "that is who created it"));
        }
        faults.text("/name", name, 200);
        faults.text("/question", draft.question(), 1000);
        faults.text("/owner", owner, 200);

        Supplier<ServiceView> found =
                Once.of(() -> services.find(draft.namespace(), draft.service(), draft.virtualService()));
        String namespace =
                said(draft.namespace(), "/namespace", () -> found.get().namespace(), derived);
        String virtualService = said(
                draft.virtualService(), "/virtualService", () -> found.get().service(), derived);
        String service = said(draft.service(), "/service", () -> virtualService, derived);
        faults.require(DNS_NAME.matcher(namespace).matches(), "/namespace", "is a name as Kubernetes takes it");
        faults.require(
                DNS_NAME.matcher(virtualService).matches(), "/virtualService", "is a name as Kubernetes takes it");
        faults.text("/service", service, 253);
        List<Variant> variants = new VariantBuilder(found, derived, faults).build(draft.variants());
        MeasurementPlan measurement = measurement(draft.measurement());
        PlanChecks.check(measurement, faults);
        RolloutPolicy rollout = rollout(draft.rollout());
        PlanChecks.check(rollout, measurement, faults);
        Integer priority = draft.priority();
        faults.require(
                priority == null || Math.abs((long) priority) <= HIGHEST_PRIORITY,
                "/priority",
                "is a whole number from -1000 to 1000");
        if (draft.cookie() != null) {
            draft.cookie().check(faults);
        }
        JsonNode rules = draft.rules();
        if ((rules == null || rules.isNull())
                && rollout != null
                && !rollout.steps().isEmpty()) {
            // A step that is no share is a fault already; nobody reads the rule that is made of it.
            double parts = Math.clamp(Math.rint(rollout.steps().getFirst() * 100), 0.0, Share.WHOLE);
            String first = RuleFormatter.format(new Share((int) parts)) + " to " + lastName(variants);
            derived.add(new Derived("/rules", first, "that is the rollout's first step"));
            rules = JsonNodeFactory.instance.stringNode(first);
        }
        if (rules == null || rules.isNull()) {
            faults.add("/rules", "is missing; the shortest is 10% to " + lastName(variants));
            faults.done();
            throw new IllegalStateException("a missing text is a fault");
        }
        faults.done();
        ReadRules read = RuleReader.read(
                rules, "/rules", variants.stream().map(Variant::name).toList());
        if (rollout != null && Ramp.of(variants, read).isEmpty()) {
            faults.add(
                    "/rollout", "moves one rule that draws between control and one treatment; these rules have none");
            faults.done();
        }
        ExperimentSpec spec = new ExperimentSpec(
                name,
                draft.question() == null ? "" : draft.question().strip(),
                owner,
                namespace,
                service,
                virtualService,
                draft.eventSource() == null ? EventSource.APPLICATION : draft.eventSource(),
                variants,
                read.text(),
                measurement,
                rollout,
                draft.priority(),
                draft.cookie(),
                draft.observe());
        List<TargetAllocation> allocations = Allocations.of(spec, read, 1, null, GivenNumbers.NONE);
        PlanChecks.checkUnits(measurement, allocations, faults);
        PlanChecks.checkOneUnit(allocations.stream(), faults);
        faults.done();
        return new Built(id, spec, read, derived);
    }

    private static String id(ExperimentDraft draft, List<Derived> derived, Faults faults) {
        if (draft.id() != null) {
            faults.require(ID.matcher(draft.id()).matches(), "/id", "is 1 to 40 of a-z, 0-9 and -");
            return draft.id();
        }
        String name = draft.name() == null ? "" : draft.name();
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
        String id = slug.substring(0, Math.min(slug.length(), 40)).replaceAll("-+$", "");
        faults.require(!id.isEmpty(), "/id", "is missing, and no name says it: 1 to 40 of a-z, 0-9 and -");
        derived.add(new Derived("/id", id, "the name in lower case"));
        return id;
    }

    private static String said(@Nullable String value, String pointer, Supplier<String> other, List<Derived> derived) {
        if (value != null && !value.isBlank()) {
            return value;
        }
        String found = other.get();
        derived.add(new Derived(pointer, found, "it is the only VirtualService that fits"));
        return found;
    }

    private static String lastName(List<Variant> variants) {
        return variants.isEmpty() ? "v2" : variants.getLast().name();
    }

    private MeasurementPlan measurement(@Nullable JsonNode said) {
        return said == null || said.isNull()
                ? MeasurementPlan.defaults()
                : merged("/measurement", MeasurementPlan.defaults(), said, MeasurementPlan.class);
    }

    private @Nullable RolloutPolicy rollout(@Nullable JsonNode said) {
        return said == null || said.isNull()
                ? null
                : merged("/rollout", RolloutPolicy.defaults(), said, RolloutPolicy.class);
    }

    private <T> T merged(String pointer, T defaults, JsonNode said, Class<T> type) {
        try {
            return json.treeToValue(MergePatch.apply(json.valueToTree(defaults), said), type);
        } catch (JacksonException broken) {
            throw new ProblemException(
                    ProblemType.INVALID_FIELD,
                    pointer + ": " + broken.getOriginalMessage(),
                    List.of(ProblemError.at(pointer, broken.getOriginalMessage())));
        }
    }
}
