package io.meshtrial.routing.proof;

import io.meshtrial.routing.compile.Samples;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;

/** The gateway and the services that random objects refer to. */
final class MeshFixture {

    static final MeshObject SUBSETS = Samples.object("""
            {apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: {name: 'catalog', namespace: 'demo'},
             spec: {host: 'catalog', subsets: [{name: 'v1', labels: {version: 'v1'}},
                 {name: 'v2', labels: {version: 'v2'}}, {name: 'v3', labels: {version: 'v3'}}]}}
            """);

    static final List<MeshObject> OBJECTS = objects();

    private MeshFixture() {}

    private static List<MeshObject> objects() {
        List<MeshObject> objects = new ArrayList<>();
        objects.add(Samples.object("""
            {apiVersion: 'networking.istio.io/v1', kind: 'Gateway',
             metadata: {name: 'catalog-gateway', namespace: 'demo'},
             spec: {selector: {istio: 'ingressgateway'},
                    servers: [{port: {number: 80, name: 'http', protocol: 'HTTP'}, hosts: ['*']}]}}
            """));
        objects.add(SUBSETS);
        for (String service : List.of("catalog", "catalog-v1", "catalog-v2", "catalog-v3", "other")) {
            objects.add(Samples.object("""
                {apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry',
                 metadata: {name: '%1$s', namespace: 'demo'},
                 spec: {hosts: ['%1$s.demo.svc.cluster.local'], location: 'MESH_INTERNAL',
                        resolution: 'STATIC', endpoints: [{address: '127.0.0.7', labels: {version: 'v1'}},
                            {address: '127.0.0.8', labels: {version: 'v2'}},
                            {address: '127.0.0.9', labels: {version: 'v3'}}],
                        ports: [{number: 80, name: 'http', protocol: 'HTTP'}]}}
                """.formatted(service)));
        }
        return List.copyOf(objects);
    }
}
