package io.meshtrial.routing.precondition;

import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.rules.model.Allocation.VariantShare;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.model.Share;
import io.meshtrial.rules.resolution.ResolvedRule;
import io.meshtrial.rules.resolution.RuleResolver;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Whether an experiment's circumstances allow what its rules ask for. */
public final class Preconditions {

    private Preconditions() {}

    /** @param experiment with exactly one control, as the compiler demands; without one nothing is found */
    public static List<Finding> of(ExperimentRouting experiment, Circumstances circumstances) {
        List<Finding> findings = new ArrayList<>();
        experiment.variants().stream()
                .filter(variant -> variant.role() == VariantRole.CONTROL)
                .findFirst()
                .ifPresent(control -> {
                    for (ResolvedRule rule : RuleResolver.resolve(experiment.rules(), control.name())
                            .deciding()) {
                        findings.addAll(overLimit(rule, experiment, circumstances));
                        if (rule.unit() == RandomisationUnit.USER) {
                            findings.addAll(StickyPreconditions.of(rule, experiment.sticky(), circumstances));
                        }
                    }
                });
        for (RoutedVariant variant : experiment.variants()) {
            Readiness readiness = circumstances.workloads().get(variant.name());
            if (readiness != null) {
                findings.addAll(notReady(variant, readiness));
            }
        }
        return List.copyOf(findings);
    }

    private static List<Finding> overLimit(
            ResolvedRule rule, ExperimentRouting experiment, Circumstances circumstances) {
        List<Finding> findings = new ArrayList<>();
        for (VariantShare share : rule.distribution()) {
            Share limit = circumstances.limits().get(share.variant());
            boolean treatment = experiment.variants().stream()
                    .anyMatch(variant ->
                            variant.name().equals(share.variant()) && variant.role() == VariantRole.TREATMENT);
            if (treatment && limit != null && share.share().compareTo(limit) > 0) {
                findings.add(Finding.error(
                                "weight-above-limit",
                                "Rule " + rule.ordinal() + " gives " + share.variant() + " " + percent(share.share())
                                        + "; approved are " + percent(limit) + " at most.")
                        .ofRule(rule.ordinal())
                        .withHint("Lower the share, or have a higher limit approved."));
            }
        }
        return findings;
    }

    private static List<Finding> notReady(RoutedVariant variant, Readiness readiness) {
        return switch (readiness) {
            case Readiness.Ready(int endpoints) when endpoints > 0 -> List.of();
            case Readiness.Ready _ ->
                List.of(Finding.warning(
                                "no-ready-workload",
                                "Nothing is ready behind " + variant.name() + " (" + place(variant)
                                        + "); its requests would be answered 503.")
                        .withHint("Wait until a pod of that version is ready."));
            case Readiness.NoService _ ->
                List.of(Finding.warning(
                                "missing-host",
                                "The mesh knows no service " + variant.host() + ", where " + variant.name()
                                        + " is to live; its requests would be answered 503.")
                        .withHint("Check the host's name, or create the service."));
            case Readiness.Unknown(String reason) ->
                List.of(Finding.warning(
                        "workload-readiness-unknown",
                        "Whether anything is ready behind " + variant.name() + " (" + place(variant)
                                + ") could not be read: " + reason + "."));
        };
    }

    private static String place(RoutedVariant variant) {
        return variant.subset() == null ? variant.host() : variant.host() + ", subset " + variant.subset();
    }

    private static String percent(Share share) {
        return BigDecimal.valueOf(share.parts(), 2).stripTrailingZeros().toPlainString() + "%";
    }
}
