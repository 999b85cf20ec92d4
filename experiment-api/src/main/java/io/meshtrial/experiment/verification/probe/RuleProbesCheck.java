package io.meshtrial.experiment.verification.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.RuleReader;
import io.meshtrial.experiment.mesh.Kind;
import io.meshtrial.experiment.mesh.MeshPort;
import io.meshtrial.experiment.mesh.RoutingFactory;
import io.meshtrial.experiment.verification.check.Check;
import io.meshtrial.experiment.verification.check.Evidence;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Row;
import io.meshtrial.experiment.verification.check.ShareSettings;
import io.meshtrial.experiment.verification.check.Subject;
import io.meshtrial.experiment.verification.check.Targets;
import io.meshtrial.routing.audience.AudienceTable;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.rules.evaluate.RuleEvaluator;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends real requests for each rule through each gateway and looks which version answers. */
@Component
class RuleProbesCheck implements Check {

    /** Requests of one look, over all rules and gateways; at ten milliseconds each it ends well within its patience. */
    private static final int MOST_IN_ALL = 10_000;

    private static final int WHERE_NOTHING_SPLITS = 3;
    private static final int AT_A_TIME = 8;

    private final ProbeProperties properties;
    private final List<URI> gateways;
    private final ExperimentStore store;
    private final RoutingFactory routings;
    private final MeshPort mesh;
    private final ShareSettings settings;
    private final @Nullable GatewayClient client;

    RuleProbesCheck(
            ProbeProperties properties,
            ProbeProperties.Gateways gateways,
            ExperimentStore store,
            RoutingFactory routings,
            MeshPort mesh,
            ShareSettings settings) {
        this.properties = properties;
        this.gateways = gateways.urls();
        this.store = store;
        this.routings = routings;
        this.mesh = mesh;
        this.settings = settings;
        String header = properties.versionHeader();
        this.client = header == null || header.isBlank() ? null : new GatewayClient(properties, header);
    }

    @Override
    public Row row() {
        return Row.RULE_PROBES;
    }

    @Override
    public Outcome check(Subject subject) throws InterruptedException {
        if (gateways.isEmpty()) {
            return Outcome.notConfigured("No gateway is configured.", "meshtrial.gateway.urls");
        }
        if (client == null) {
            return Outcome.notConfigured(
                    "No response header is configured in which the service tells its version.",
                    "meshtrial.verification.probe.version-header");
        }
        if (subject.effectiveSince().isEmpty()) {
            return Outcome.tooEarly(
                    Reason.NOT_PUBLISHED,
                    "Revision " + subject.revision() + " is not published yet.",
                    null,
                    Evidence.NONE);
        }
        Optional<MeshObject> virtualService = mesh.get(
                Kind.VIRTUAL_SERVICE, subject.spec().namespace(), subject.spec().virtualService());
        if (virtualService.isEmpty()) {
            return Outcome.differs(Reason.OBJECT_GONE, "The VirtualService does not exist any more.", Evidence.NONE);
        }
        return probe(subject, host(virtualService.get()), client);
    }

    private Outcome probe(Subject subject, String host, GatewayClient gateway) throws InterruptedException {
        AudienceTable table = AudienceTable.of(routings.of(
                subject.stored().experiment(),
                subject.stored().revision(),
                store.revisionsThatMayHaveStood(subject.id()),
                RoutingFactory.REDACTED));
        RuleEvaluator rules = RuleEvaluator.of(
                RuleReader.stored(subject.stored().revision().rules()).rules(), Targets.control(subject.spec()));
        List<Evidence.Probe> probes = new ArrayList<>();
        List<String> unprobed = new ArrayList<>();
        List<AudienceTable.Row> rows =
                table.rows().stream().filter(row -> row.rule() != 0).toList();
        long left = MOST_IN_ALL;
        for (AudienceTable.Row row : rows) {
            Optional<RuleRequest> rule = RuleRequest.of(row, host, properties.path(), rules);
            int times = rule.map(this::times).orElse(0);
            if (times > properties.mostRequests()) {
                unprobed.add("Rule " + row.rule() + " would need " + times + " requests; " + properties.mostRequests()
                        + " are allowed.");
            } else if ((long) times * gateways.size() > left) {
                unprobed.add(beyond(row.rule(), gateways));
            } else if (rule.isEmpty() || !send(rule.get(), subject, gateway, probes)) {
                unprobed.add("No harmless request is known that only rule " + row.rule() + " decides.");
            } else {
                left -= (long) times * gateways.size();
            }
        }
        return ProbeJudge.outcome(probes, unprobed);
    }

    /** A rule that is over the bound of one look, by name, and where it was not asked for. */
    static String beyond(int rule, List<URI> gateways) {
        return "Rule " + rule + " was not probed at "
                + gateways.stream().map(URI::toString).collect(Collectors.joining(", ")) + ": one look sends "
                + MOST_IN_ALL + " requests at most.";
    }

    /** @return false where such a request cannot be sent */
    private boolean send(RuleRequest rule, Subject subject, GatewayClient client, List<Evidence.Probe> probes)
            throws InterruptedException {
        for (URI gateway : gateways) {
            Optional<HttpRequest> request = GatewayClient.request(gateway, rule);
            if (request.isEmpty()) {
                return false;
            }
            List<Optional<String>> versions = client.ask(request.get(), times(rule), AT_A_TIME);
            probes.add(ProbeJudge.judge(rule, gateway.toString(), versions, subject.spec(), settings.level()));
        }
        return true;
    }

    private int times(RuleRequest rule) {
        return rule.splits()
                ? ProbeJudge.requests(rule, properties.requests(), settings.level())
                : WHERE_NOTHING_SPLITS;
    }

    /** The host to ask for; the gateway's own address does where the object takes any host. */
    private static String host(MeshObject virtualService) {
        for (JsonNode host : virtualService.spec().path("hosts")) {
            String name = host.asText();
            if (!name.equals("*")) {
                return name.startsWith("*.") ? "probe" + name.substring(1) : name;
            }
        }
        return "";
    }
}
