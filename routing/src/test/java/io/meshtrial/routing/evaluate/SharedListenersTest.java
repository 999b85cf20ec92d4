package io.meshtrial.routing.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.compile.Samples;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Oracle: Istio's reference on names of gateways, and the recordings: c0585 to c0588 (merging), c0570 (short names),
 * c0573 to c0575 (wildcards), c0688 (different patterns do not merge).
 */
class SharedListenersTest {

    private static final SharedListeners LISTENERS = new SharedListeners(List.of(
            gateway("gw", "istio: 'ingressgateway'", 80, "*.test', 'a.test"),
            gateway("twin", "istio: 'ingressgateway', app: 'x'", 80, "*"),
            gateway("other", "istio: 'eastwest'", 80, "*"),
            gateway("port", "istio: 'ingressgateway'", 8080, "*"),
            gateway("one", "istio: 'ingressgateway'", 80, "a.test")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gateways: ['gw'], hosts: ['a.test'] | gateways: ['./gw'], hosts: ['a.test'] | true | true",
                "gateways: ['gw'], hosts: ['a.test'] | gateways: ['gw.demo'], hosts: ['a.test'] | true | true",
                "gateways: ['gw'], hosts: ['a.test'] | gateways: ['gw'], hosts: ['b.test'] | true | false",
                "gateways: ['one'], hosts: ['a.test'] | gateways: ['one'], hosts: ['*'] | true | true",
                "gateways: ['gw'], hosts: ['a.test'] | gateways: ['gw'], hosts: ['*'] | true | true",
                "gateways: ['twin'], hosts: ['a.test'] | gateways: ['twin'], hosts: ['*'] | true | false",
                "gateways: ['gw'], hosts: ['a.test'] | gateways: ['twin'], hosts: ['a.test'] | true | true",
                "gateways: ['gw'], hosts: ['a.test'] | gateways: ['other'], hosts: ['a.test'] | false | false",
                "gateways: ['gw'], hosts: ['a.test'] | gateways: ['port'], hosts: ['a.test'] | false | false",
                "gateways: ['gw'], hosts: ['a.test'] | hosts: ['a.test'] | false | false",
                "hosts: ['a.test'] | gateways: ['mesh', 'gw'], hosts: ['a.test'] | true | false",
                "gateways: ['unknown'], hosts: ['a.test'] | gateways: ['unknown.demo'], hosts: ['a.test'] | true | true",
                "gateways: ['unknown'], hosts: ['a.test'] | gateways: ['x/unknown'], hosts: ['a.test'] | false | false"
            })
    void objectsMeet(String one, String other, boolean share, boolean merge) {
        assertThat(LISTENERS.share(service(one), service(other))).isEqualTo(share);
        assertThat(LISTENERS.share(service(other), service(one))).isEqualTo(share);
        assertThat(LISTENERS.merge(service(one), service(other))).isEqualTo(merge);
        assertThat(LISTENERS.merge(service(other), service(one))).isEqualTo(merge);
    }

    private static MeshObject gateway(String name, String selector, int port, String hosts) {
        return Samples.object(
                "{kind: 'Gateway', metadata: {name: '" + name + "', namespace: 'demo'}, spec: {selector: {"
                        + selector + "}, servers: [{port: {number: " + port + ", protocol: 'HTTP'}, hosts: ['" + hosts
                        + "']}]}}");
    }

    private static MeshObject service(String spec) {
        return Samples.object(
                "{kind: 'VirtualService', metadata: {name: 'x', namespace: 'demo'}, spec: {" + spec + "}}");
    }
}
