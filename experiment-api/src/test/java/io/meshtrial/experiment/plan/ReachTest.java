package io.meshtrial.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshtrial.experiment.mesh.Kind;
import io.meshtrial.experiment.mesh.LiveHost;
import io.meshtrial.experiment.plan.ExplainView.Reached;
import io.meshtrial.routing.evaluate.Destination;
import io.meshtrial.routing.evaluate.Reachability;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a 503 is certain, and where what would decide it may not be read: expectations by hand. */
class ReachTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWN = "catalog.demo.svc.cluster.local";
    private static final String OTHER = "catalog.other.svc.cluster.local";

    @Test
    void whatIsReadAndNotThereIsCertain() {
        Reach all = reach(true, List.of());
        assertThat(host(all, OWN)).isEqualTo(Reached.NO_SUCH_HOST);
        assertThat(host(all, "partner.example")).isEqualTo(Reached.NO_SUCH_HOST);
        assertThat(subset(all, OWN)).isEqualTo(Reached.NO_SUCH_SUBSET);
    }

    @Test
    void whatAKindThatMayNotBeReadWouldDecideIsUnknown() {
        assertThat(host(reach(true, List.of(Kind.SERVICE)), OWN)).isEqualTo(Reached.UNKNOWN);
        assertThat(host(reach(true, List.of(Kind.SERVICE_ENTRY)), "partner.example"))
                .isEqualTo(Reached.UNKNOWN);
        assertThat(subset(reach(true, List.of(Kind.DESTINATION_RULE)), OWN)).isEqualTo(Reached.UNKNOWN);
    }

    @Test
    void whatANamespaceThatIsNotReadMayHaveIsUnknown() {
        Reach own = reach(false, List.of());
        assertThat(host(own, OWN)).isEqualTo(Reached.NO_SUCH_HOST);
        assertThat(host(own, OTHER)).isEqualTo(Reached.UNKNOWN);
        assertThat(host(own, "partner.example")).isEqualTo(Reached.UNKNOWN);
        // The root namespace may have a DestinationRule for it, unless the service's own has one already.
        assertThat(subset(own, OTHER)).isEqualTo(Reached.UNKNOWN);
        assertThat(subset(reach(false, List.of(), rule("catalog")), OWN)).isEqualTo(Reached.NO_SUCH_SUBSET);
        assertThat(subset(reach(false, List.of(), rule("search")), OWN)).isEqualTo(Reached.UNKNOWN);
    }

    /** Pods and WorkloadEntries are not read; wildcards and ports of several entries are the mesh's to know. */
    @Test
    void whatAServiceEntryMayStandForIsUnknown() {
        Reach selected = reach(true, List.of(), entry("partner.example", "\"workloadSelector\": {\"labels\": {}},"));
        assertThat(selected.of(new Destination("partner.example", "", 80), Reachability.NO_ENDPOINTS))
                .isEqualTo(Reached.UNKNOWN);
        assertThat(host(reach(true, List.of(), entry("*.example", "")), "partner.example"))
                .isEqualTo(Reached.UNKNOWN);
        assertThat(reach(true, List.of()).of(new Destination("partner.example", "", 80), Reachability.NO_ENDPOINTS))
                .isEqualTo(Reached.NO_ENDPOINTS);
    }

    private static Reached host(Reach reach, String host) {
        return reach.of(new Destination(host, "", 80), Reachability.UNKNOWN_HOST);
    }

    private static Reached subset(Reach reach, String host) {
        return reach.of(new Destination(host, "v9", 80), Reachability.UNKNOWN_SUBSET);
    }

    private static Reach reach(boolean everywhere, List<Kind> unreadable, MeshObject... others) {
        List<MeshObject> objects = List.of(others);
        MeshObject virtualService =
                object("{\"kind\": \"VirtualService\", \"metadata\": {\"name\": \"shop\", \"namespace\": \"demo\"}}");
        return new Reach(
                new LiveHost(
                        virtualService,
                        List.of(),
                        objects.stream()
                                .filter(each -> each.kind().equals("DestinationRule"))
                                .toList(),
                        List.of(),
                        objects.stream()
                                .filter(each -> each.kind().equals("ServiceEntry"))
                                .toList(),
                        unreadable),
                everywhere,
                namespace -> everywhere || namespace.equals("demo"));
    }

    private static MeshObject rule(String host) {
        return object("{\"kind\": \"DestinationRule\", \"metadata\": {\"name\": \"r\", \"namespace\": \"demo\"},"
                + " \"spec\": {\"host\": \"" + host + "\"}}");
    }

    private static MeshObject entry(String host, String more) {
        return object("{\"kind\": \"ServiceEntry\", \"metadata\": {\"name\": \"e\", \"namespace\": \"demo\"},"
                + " \"spec\": {" + more + " \"hosts\": [\"" + host + "\"]}}");
    }

    private static MeshObject object(String json) {
        try {
            return new MeshObject(JSON.readTree(json));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(json, broken);
        }
    }
}
