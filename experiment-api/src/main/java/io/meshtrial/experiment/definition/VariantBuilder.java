package io.meshtrial.experiment.definition;

import io.meshtrial.experiment.definition.ExperimentDraft.VariantDraft;
import io.meshtrial.experiment.definition.ServiceView.VersionView;
import io.meshtrial.experiment.rest.ProblemError;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.rules.model.VariantName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Variants from what was said and, for the rest, from the versions that the mesh routes to. */
final class VariantBuilder {

    private final Supplier<ServiceView> service;
    private final List<Derived> derived;
    private final Faults faults;

    VariantBuilder(Supplier<ServiceView> service, List<Derived> derived, Faults faults) {
        this.service = service;
        this.derived = derived;
        this.faults = faults;
    }

    List<Variant> build(@Nullable List<VariantDraft> drafts) {
        List<Variant> variants = drafts == null || drafts.isEmpty() ? fromMesh() : fromDrafts(drafts);
        faults.require(variants.size() >= 2, "/variants", "an experiment compares at least two variants");
        faults.require(variants.size() <= 20, "/variants", "an experiment has at most 20 variants");
        faults.require(
                variants.stream().map(Variant::name).distinct().count() == variants.size(),
                "/variants",
                "two variants have the same name");
        faults.require(
                variants.stream().map(Variant::destination).distinct().count() == variants.size(),
                "/variants",
                "two variants have the same destination");
        faults.require(
                variants.stream().filter(v -> v.role() == VariantRole.CONTROL).count() == 1,
                "/variants",
                "exactly one variant has the role CONTROL");
        return variants;
    }

    private List<Variant> fromMesh() {
        ServiceView view = service.get();
        List<VersionView> versions = view.versions();
        if (versions.size() < 2) {
            String detail = "VirtualService " + view.namespace() + "/" + view.service() + " sends to " + versions.size()
                    + " destination(s); which other one is to be compared cannot be known.";
            throw new ProblemException(
                    ProblemType.CANNOT_DERIVE,
                    detail,
                    List.of(ProblemError.at("/variants", detail, "name the variants")));
        }
        List<Variant> variants = new ArrayList<>();
        for (VersionView version : versions) {
            boolean first = variants.isEmpty();
            variants.add(new Variant(
                    version.name(),
                    first ? VariantRole.CONTROL : VariantRole.TREATMENT,
                    version.name(),
                    version.destination()));
            derived.add(new Derived(
                    "/variants/" + (variants.size() - 1),
                    version.name() + " at " + version.destination().host(),
                    "the base routes of VirtualService " + view.namespace() + "/" + view.service() + " send there"
                            + (first ? "; the lowest version is the control" : "")));
        }
        return variants;
    }

    private List<Variant> fromDrafts(List<VariantDraft> drafts) {
        boolean roleSaid = drafts.stream().anyMatch(draft -> draft.role() != null);
        List<Variant> variants = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            VariantDraft draft = drafts.get(i);
            String pointer = "/variants/" + i;
            String name = draft.name();
            if (name == null || !VariantName.isSound(name)) {
                faults.add(pointer + "/name", "is 1 to 40 letters, digits, - or _");
                continue;
            }
            VariantRole role = draft.role();
            if (role == null) {
                role = !roleSaid && i == 0 ? VariantRole.CONTROL : VariantRole.TREATMENT;
                derived.add(
                        new Derived(pointer + "/role", role.name(), "the first variant is the control where none is"));
            }
            Destination destination = draft.destination() == null ? found(pointer, name) : draft.destination();
            faults.require(
                    destination == null || !destination.host().isBlank(), pointer + "/destination/host", "is missing");
            if (destination != null) {
                variants.add(new Variant(name, role, draft.version() == null ? name : draft.version(), destination));
            }
        }
        return variants;
    }

    private @Nullable Destination found(String pointer, String name) {
        for (VersionView version : service.get().versions()) {
            if (version.name().equals(name)) {
                derived.add(new Derived(
                        pointer + "/destination", version.destination().host(), "a base route sends to that version"));
                return version.destination();
            }
        }
        faults.add(pointer + "/destination", "is missing, and no base route sends to a version called " + name);
        return null;
    }
}
