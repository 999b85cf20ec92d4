package io.meshtrial.routing.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.evaluate.SharedListeners;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: Istio's reference on short names, namespaces of gateways and the word mesh. */
class HostOwnerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hosts: ['a'] | hosts: ['a'] | true",
                "hosts: ['a'] | hosts: ['b'] | false",
                "hosts: ['a'] | hosts: ['x', 'a.demo.svc.cluster.local'] | true",
                "hosts: ['*'] | hosts: ['*'] | true",
                "hosts: ['*.example'] | hosts: ['*.example'] | true",
                "hosts: ['*.example'] | hosts: ['*.other'] | false",
                "hosts: ['a.example'] | hosts: ['a.other'] | false"
            })
    void objectsShareHosts(String one, String other, boolean share) {
        assertThat(HostOwner.shareHost(object("1", one), object("2", other))).isEqualTo(share);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gateways: ['g'] | gateways: ['g'] | true",
                "gateways: ['g'] | gateways: ['demo/g'] | true",
                "gateways: ['g'] | gateways: ['other/g'] | false",
                "gateways: ['g'] | gateways: ['h'] | false",
                "gateways: ['g'] | hosts: [] | false",
                "hosts: [] | gateways: ['mesh', 'g'] | true",
                "hosts: [] | gateways: [] | true"
            })
    void objectsShareListeners(String one, String other, boolean share) {
        assertThat(new SharedListeners(List.of()).share(object("1", one), object("2", other)))
                .isEqualTo(share);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | hosts: ['a'] | true",
                "3 | hosts: ['a'] | false",
                "1 | hosts: ['b'] | false",
                "1 | hosts: ['a'], gateways: ['g'] | false",
                "1 | hosts: ['a'], gateways: ['g', 'mesh'] | true"
            })
    void inSidecarsTheOldestSpeaks(String created, String other, boolean alone) {
        assertThat(HostOwner.inSidecars(object(created, other), object("2", "hosts: ['a']")))
                .isEqualTo(alone);
        assertThat(HostOwner.inSidecars(object(created, other), object("2", "hosts: ['a'], gateways: ['g']")))
                .isFalse();
    }

    /** An object does not come before itself. */
    @ParameterizedTest
    @CsvSource({"2"})
    void ageIsStrict(String created) {
        MeshObject object = object(created, "hosts: ['a']");
        assertThat(HostOwner.inSidecars(object, object)).isFalse();
    }

    private static MeshObject object(String created, String spec) {
        return Samples.object("{kind: 'VirtualService', metadata: {name: 'x', namespace: 'demo', creationTimestamp: '"
                + created + "'}, spec: {" + spec + "}}");
    }
}
