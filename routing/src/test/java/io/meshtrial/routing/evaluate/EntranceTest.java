package io.meshtrial.routing.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.compile.Samples;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Oracle: Istio's reference on servers of a Gateway (hosts, {@code tls.httpsRedirect}, protocols). */
class EntranceTest {

    private static final MeshObject USUAL = gateway("""
            {port: {number: 80, protocol: 'HTTP'}, hosts: ['*'], tls: {httpsRedirect: true}},
            {port: {number: 443, protocol: 'HTTPS'}, hosts: ['shop.example'], tls: {mode: 'SIMPLE'}}""");

    @Test
    void what_redirects_comes_after_what_serves() {
        assertThat(entrances("hosts: ['shop.example'], gateways: ['gw']", USUAL))
                .containsExactly("demo/gw 443 HTTPS [shop.example]", "demo/gw 80 HTTP [shop.example]");
    }

    @Test
    void where_nothing_else_has_the_host_the_redirect_is_what_there_is() {
        List<Entrance> entrances = Entrance.of(service("hosts: ['other.example'], gateways: ['gw']"), List.of(USUAL));
        assertThat(entrances).hasSize(1);
        assertThat(entrances.getFirst().redirects()).isTrue();
    }

    @Test
    void a_host_that_only_the_second_server_has_is_found_there() {
        MeshObject gateway = gateway("""
                {port: {number: 80, protocol: 'HTTP'}, hosts: ['a.example']},
                {port: {number: 8080, protocol: 'HTTP2'}, hosts: ['demo/*.b.example']}""");
        assertThat(entrances("hosts: ['x.b.example'], gateways: ['gw']", gateway))
                .containsExactly("demo/gw 8080 HTTP2 [x.b.example]");
    }

    @Test
    void what_is_not_read_as_http_is_none() {
        MeshObject gateway = gateway("""
                {port: {number: 9000, protocol: 'TCP'}, hosts: ['*']},
                {port: {number: 443, protocol: 'HTTPS'}, hosts: ['*'], tls: {mode: 'PASSTHROUGH'}},
                {port: {number: 444, protocol: 'TLS'}, hosts: ['*']}""");
        assertThat(entrances("hosts: ['shop.example'], gateways: ['gw']", gateway))
                .isEmpty();
    }

    @Test
    void without_gateways_the_sidecars_have_it() {
        assertThat(entrances("hosts: ['shop.example']", USUAL)).containsExactly("mesh 80 HTTP [shop.example]");
        assertThat(entrances("hosts: ['shop.example'], gateways: ['unknown']", USUAL))
                .isEmpty();
    }

    @Test
    void a_request_is_taken_by_its_host_without_the_port() {
        Entrance entrance = Entrance.of(
                        service("hosts: ['*.b.example'], gateways: ['gw']"),
                        List.of(gateway("{port: {number: 80, protocol: 'HTTP'}, hosts: ['*']}")))
                .getFirst();
        assertThat(entrance.takes("x.b.example:8080")).isTrue();
        assertThat(entrance.takes("b.example")).isFalse();
    }

    private static List<String> entrances(String spec, MeshObject gateway) {
        return Entrance.of(service(spec), List.of(gateway)).stream()
                .map(each -> each.gateway() + " " + each.listener().port() + " " + each.protocol() + " " + each.hosts())
                .toList();
    }

    private static MeshObject gateway(String servers) {
        return Samples.object("{kind: 'Gateway', metadata: {name: 'gw', namespace: 'demo'},"
                + " spec: {selector: {istio: 'ingressgateway'}, servers: [" + servers + "]}}");
    }

    private static MeshObject service(String spec) {
        return Samples.object(
                "{kind: 'VirtualService', metadata: {name: 'x', namespace: 'demo'}, spec: {" + spec + "}}");
    }
}
