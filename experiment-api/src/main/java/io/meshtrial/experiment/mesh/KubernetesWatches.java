package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Watches through the client's informers, which list again after a 410 and reconnect with back-off. */
@Component
class KubernetesWatches {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final NamespaceScope scope;

    KubernetesWatches(KubernetesClient client, NamespaceScope scope) {
        this.client = client;
        this.scope = scope;
    }

    AutoCloseable watch(Kind kind, Consumer<MeshEvent> handler) {
        ResourceDefinitionContext context = new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion("v1")
                .withKind(kind.title())
                .withPlural(kind.plural())
                .withNamespaced(true)
                .build();
        var resources = client.genericKubernetesResources(context);
        if (scope.isEverywhere()) {
            return start(resources.inAnyNamespace().runnableInformer(0), handler);
        }
        List<AutoCloseable> watches = scope.of(kind).stream()
                .map(namespace -> start(resources.inNamespace(namespace).runnableInformer(0), handler))
                .toList();
        return () -> {
            for (AutoCloseable watch : watches) {
                watch.close();
            }
        };
    }

    private AutoCloseable start(SharedIndexInformer<GenericKubernetesResource> informer, Consumer<MeshEvent> handler) {
        informer.addEventHandler(new ResourceEventHandler<>() {
            @Override
            public void onAdd(GenericKubernetesResource added) {
                handler.accept(new MeshEvent.Seen(object(added)));
            }

            @Override
            public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
                handler.accept(new MeshEvent.Seen(object(now)));
            }

            @Override
            public void onDelete(GenericKubernetesResource gone, boolean finalStateUnknown) {
                handler.accept(new MeshEvent.Gone(object(gone)));
            }
        });
        informer.exceptionHandler((started, failure) -> true);
        var started = informer.start().toCompletableFuture();
        return () -> {
            started.cancel(false);
            informer.stop();
        };
    }

    private MeshObject object(GenericKubernetesResource resource) {
        try {
            return new MeshObject(
                    JSON.readTree(client.getKubernetesSerialization().asJson(resource)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the client's own JSON cannot be read", impossible);
        }
    }
}
