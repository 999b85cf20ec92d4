package io.meshtrial.localmesh.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.networking.v1.VirtualServiceBuilder;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchContractTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Notes what it hears, as {@code ADDED name}. */
    private static final class Ear implements Watcher<Namespace> {
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final AtomicReference<@Nullable WatcherException> end = new AtomicReference<>();

        @Override
        public void eventReceived(Action action, Namespace object) {
            heard.add(action + " " + object.getMetadata().getName());
        }

        @Override
        public void onClose(WatcherException cause) {
            end.set(cause);
        }
    }

    @TempDir
    Path directory;

    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        api = new RunningApi(directory.resolve("objects.jsonl"));
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void a_watch_from_a_version_tells_only_what_came_after_it() {
        create("one", "x");
        String version = api.client.namespaces().list().getMetadata().getResourceVersion();
        Ear ear = new Ear();
        create("two", "x");
        try (Watch watch = api.client.namespaces().watch(from(version), ear)) {
            create("three", "x");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ear.heard).containsExactly("ADDED two", "ADDED three"));
        }
    }

    @Test
    void a_watch_from_a_forgotten_version_is_gone() {
        Ear ear = new Ear();
        try (Watch watch = api.client.namespaces().watch(from("1"), ear)) {
            await().atMost(PATIENCE).until(() -> ear.end.get() != null);
        }
        WatcherException end = ear.end.get();
        assertThat(end != null && end.isHttpGone()).isTrue();
    }

    @Test
    void an_object_that_leaves_the_selector_is_deleted_for_the_watcher() {
        create("one", "x");
        Ear ear = new Ear();
        try (Watch watch =
                api.client.namespaces().withLabels(Map.of("team", "x")).watch(ear)) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(ear.heard).containsExactly("ADDED one"));
            label("one", "y");
            label("one", "x");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(ear.heard).containsExactly("ADDED one", "DELETED one", "ADDED one"));
        }
    }

    @Test
    void an_informer_of_the_production_client_follows_create_change_and_delete() {
        create("demo", "x");
        List<String> heard = new CopyOnWriteArrayList<>();
        try (var informer =
                api.client.resources(VirtualService.class).inNamespace("demo").inform(new Noting(heard))) {
            var object = new VirtualServiceBuilder()
                    .withNewMetadata()
                    .withName("catalog")
                    .endMetadata()
                    .withNewSpec()
                    .withHosts("*")
                    .endSpec()
                    .build();
            var named = api.client
                    .resources(VirtualService.class)
                    .inNamespace("demo")
                    .resource(object);
            named.create();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).containsExactly("add catalog"));
            named.edit(o -> {
                o.getSpec().setHosts(List.of("example.org"));
                return o;
            });
            named.delete();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(heard).containsExactly("add catalog", "update catalog", "delete catalog"));
            assertThat(informer.getStore().list()).isEmpty();
        }
    }

    private record Noting(List<String> heard) implements ResourceEventHandler<VirtualService> {
        @Override
        public void onAdd(VirtualService object) {
            heard.add("add " + object.getMetadata().getName());
        }

        @Override
        public void onUpdate(VirtualService before, VirtualService object) {
            heard.add("update " + object.getMetadata().getName());
        }

        @Override
        public void onDelete(VirtualService object, boolean unknown) {
            heard.add("delete " + object.getMetadata().getName());
        }
    }

    private static ListOptions from(String version) {
        return new ListOptionsBuilder().withResourceVersion(version).build();
    }

    private void create(String name, String team) {
        api.client
                .namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("team", team)
                        .endMetadata()
                        .build())
                .create();
    }

    private void label(String name, String team) {
        api.client
                .namespaces()
                .withName(name)
                .edit(namespace -> new NamespaceBuilder(namespace)
                        .editMetadata()
                        .addToLabels("team", team)
                        .endMetadata()
                        .build());
    }
}
