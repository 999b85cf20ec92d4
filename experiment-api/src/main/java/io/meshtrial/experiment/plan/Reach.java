package io.meshtrial.experiment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.mesh.Kind;
import io.meshtrial.experiment.mesh.KnownHosts;
import io.meshtrial.experiment.mesh.LiveHost;
import io.meshtrial.experiment.plan.ExplainView.Reached;
import io.meshtrial.routing.evaluate.Destination;
import io.meshtrial.routing.evaluate.Reachability;
import io.meshtrial.routing.object.MeshObject;
import java.util.function.Predicate;

/**
 * Whether a destination is there. The evaluator takes what it is given for all there is; what may stand where nobody may
 * look is no 503.
 *
 * @param host with its ServiceEntries among the services
 * @param everywhere whether every namespace is read
 * @param namespaces those that are read
 */
record Reach(LiveHost host, boolean everywhere, Predicate<String> namespaces) {

    private static final String CLUSTER = ".svc.cluster.local";
    private static final String ROOT_NAMESPACE = "istio-system";

    Reached of(Destination destination, Reachability reachability) {
        return switch (reachability) {
            case REACHABLE -> Reached.KNOWN;
            case NO_ENDPOINTS -> selects(destination.host()) ? Reached.UNKNOWN : Reached.NO_ENDPOINTS;
            case UNKNOWN_HOST -> hostMayBe(destination.host()) ? Reached.UNKNOWN : Reached.NO_SUCH_HOST;
            case UNKNOWN_SUBSET -> subsetMayBe(destination.host()) ? Reached.UNKNOWN : Reached.NO_SUCH_SUBSET;
        };
    }

    /** Pods and WorkloadEntries, which an entry with a selector stands for, are not read. */
    private boolean selects(String name) {
        return entriesOf(name, entry -> entry.spec().path("workloadSelector").isObject());
    }

    private boolean hostMayBe(String name) {
        boolean unread =
                host.unreadable().contains(Kind.SERVICE) || host.unreadable().contains(Kind.SERVICE_ENTRY);
        boolean elsewhere = !everywhere && !namespaces.test(namespace(name));
        // The evaluator knows one cluster domain; and of several entries of one host only the first one's ports.
        boolean otherDomain = !name.endsWith(CLUSTER)
                && KnownHosts.byService(name, host.virtualService().namespace(), host.services());
        return unread || elsewhere || otherDomain || entriesOf(name, entry -> true);
    }

    private boolean subsetMayBe(String name) {
        boolean decided = everywhere
                || namespaces.test(ROOT_NAMESPACE)
                || host.destinationRules().stream().anyMatch(rule -> isFor(rule, name));
        return host.unreadable().contains(Kind.DESTINATION_RULE) || !decided;
    }

    private static boolean isFor(MeshObject rule, String name) {
        String host = rule.spec().path("host").asText();
        return rule.namespace().equals(namespace(name))
                && (host.equals(name) || name.equals(host + "." + rule.namespace() + CLUSTER));
    }

    private boolean entriesOf(String name, Predicate<MeshObject> which) {
        for (MeshObject object : host.services()) {
            if (object.kind().equals("ServiceEntry") && which.test(object)) {
                for (JsonNode own : object.spec().path("hosts")) {
                    String pattern = own.asText();
                    if (pattern.equals(name) || pattern.startsWith("*") && name.endsWith(pattern.substring(1))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Of a Kubernetes service's full name; empty for other names, which an entry of any namespace may have. */
    private static String namespace(String name) {
        String[] labels = name.split("\\.", 3);
        return name.endsWith(CLUSTER) && labels.length == 3 ? labels[1] : "";
    }
}
