package io.meshtrial.experiment.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What the pods of the built manifests are told, read as Spring reads it. */
class ClusterSettingsTest {

    /** Without each of these something on a cluster waits, or says that it is not set up. */
    private static final Map<String, List<String>> NEEDED = Map.of(
            "experiment-api",
            List.of(
                    "meshtrial.analytics.url",
                    "meshtrial.kiali.url",
                    "meshtrial.prometheus.url",
                    "meshtrial.gateway.urls",
                    "meshtrial.verification.probe.version-header",
                    "meshtrial.kubernetes.namespaces",
                    "spring.datasource.url",
                    "spring.datasource.username",
                    "spring.datasource.password",
                    "spring.kafka.bootstrap-servers",
                    "logging.structured.format.console",
                    "meshtrial.token"),
            "analytics",
            List.of(
                    "logging.structured.format.console",
                    "meshtrial.experiment-api.url",
                    "spring.kafka.bootstrap-servers",
                    "meshtrial.token"));

    @ParameterizedTest
    @ValueSource(strings = {"overlays/kind", "overlays/production"})
    void everySettingThatAClusterNeedsIsThere(String overlay) throws Exception {
        List<JsonNode> objects = Kustomize.built(overlay);
        NEEDED.forEach((program, settings) -> {
            Binder binder = binder(objects, program);
            assertThat(settings)
                    .allSatisfy(name -> assertThat(
                                    binder.bind(name, Bindable.of(String.class)).orElse(""))
                            .as("%s of %s in %s", name, program, overlay)
                            .isNotBlank());
        });
    }

    /** One program's address for another is a Service of the manifests, at its port. */
    @ParameterizedTest
    @ValueSource(strings = {"overlays/kind", "overlays/production"})
    void ourOwnAddressesAreServicesOfTheManifests(String overlay) throws Exception {
        List<JsonNode> objects = Kustomize.built(overlay);
        TreeSet<String> services = new TreeSet<>();
        for (JsonNode object : objects) {
            if (object.path("kind").asText().equals("Service")) {
                object.at("/spec/ports")
                        .forEach(
                                port -> services.add(object.at("/metadata/name").asText() + "."
                                        + object.at("/metadata/namespace").asText() + ".svc:" + port.path("port")));
            }
        }
        for (String[] one : List.of(
                new String[] {"experiment-api", "meshtrial.analytics.url"},
                new String[] {"analytics", "meshtrial.experiment-api.url"})) {
            URI address = URI.create(
                    binder(objects, one[0]).bind(one[1], String.class).get());
            assertThat(services).contains(address.getHost() + ":" + address.getPort());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/kind", "overlays/production"})
    void theGuideNamesEverySettingOfTheOverlay(String overlay) throws Exception {
        String guide = Files.readString(Path.of("../docs/guide/install.md"));
        for (JsonNode object : Kustomize.built(overlay)) {
            if (object.path("kind").asText().equals("ConfigMap")
                    && object.at("/metadata/name").asText().startsWith("meshtrial")) {
                object.path("data").fieldNames().forEachRemaining(name -> {
                    if (name.startsWith("MESHTRIAL_") || name.startsWith("SPRING_")) {
                        assertThat(guide).contains("`" + name + "`");
                    }
                });
            }
        }
    }

    private static Binder binder(List<JsonNode> objects, String program) {
        Map<String, Object> environment = new LinkedHashMap<>();
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (JsonNode object : objects) {
            if (!object.path("kind").asText().equals("Deployment")
                    || !object.at("/metadata/name").asText().equals(program)) {
                continue;
            }
            JsonNode container = object.at("/spec/template/spec/containers/0");
            container
                    .path("envFrom")
                    .forEach(from -> environment.putAll(
                            data(objects, from.at("/configMapRef/name").asText())));
            container
                    .path("env")
                    .forEach(one -> environment.put(
                            one.path("name").asText(),
                            one.has("valueFrom")
                                    ? "from elsewhere"
                                    : one.path("value").asText()));
            container.path("args").forEach(argument -> {
                String[] parts = argument.asText().substring(2).split("=", 2);
                arguments.put(parts[0], parts[1]);
            });
        }
        assertThat(environment).as(program).isNotEmpty();
        StandardEnvironment all = new StandardEnvironment();
        all.getPropertySources().forEach(source -> all.getPropertySources().remove(source.getName()));
        all.getPropertySources().addLast(new MapPropertySource("arguments", arguments));
        all.getPropertySources()
                .addLast(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment));
        return new Binder(ConfigurationPropertySources.from(all.getPropertySources()));
    }

    private static Map<String, Object> data(List<JsonNode> objects, String name) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (JsonNode object : objects) {
            if (object.path("kind").asText().equals("ConfigMap")
                    && object.at("/metadata/name").asText().equals(name)) {
                object.path("data")
                        .properties()
                        .forEach(entry ->
                                data.put(entry.getKey(), entry.getValue().asText()));
            }
        }
        return data;
    }
}
