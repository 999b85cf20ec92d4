package io.meshtrial.analytics.ingest.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.events.RequestIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The manifests name one another and our settings rightly: a wrong name would show only as silence. */
class AccessLogManifestTest {

    private static final Path DEPLOY = Path.of("../deploy");
    private static final Path COMPONENT = DEPLOY.resolve("components/access-log");

    @Test
    void theReceiversArgumentsAreSettingsThatItAccepts() throws IOException {
        AccessLogSettings settings = settings();
        assertThat(settings.port()).isEqualTo(9001);
        assertThat(settings.address().isLoopbackAddress()).isFalse();
        assertThat(settings.listenBeyondLoopback()).isTrue();
    }

    @Test
    void theMeshSendsWhatTheReceiverNeedsToWhereItListens() throws IOException {
        JsonNode provider =
                read(COMPONENT.resolve("mesh-config.yaml")).getFirst().at("/meshConfig/extensionProviders/0");
        JsonNode service = read(COMPONENT.resolve("service.yaml")).getFirst();
        JsonNode als = provider.get("envoyHttpAls");
        assertThat(als.get("service").asString())
                .isEqualTo(service.at("/metadata/name").asString() + "."
                        + service.at("/metadata/namespace").asString() + ".svc.cluster.local");
        assertThat(als.get("port").asInt())
                .isEqualTo(service.at("/spec/ports/0/port").asInt())
                .isEqualTo(settings().port());
        assertThat(StreamSupport.stream(als.get("additionalRequestHeadersToLog").spliterator(), false)
                        .map(JsonNode::asString))
                .contains(RequestIdentity.HEADER, "cookie");
    }

    @Test
    void theTelemetryResourceUsesThatProvider() throws IOException {
        JsonNode provider =
                read(COMPONENT.resolve("mesh-config.yaml")).getFirst().at("/meshConfig/extensionProviders/0");
        JsonNode telemetry = read(DEPLOY.resolve("telemetry/telemetry.yaml")).getFirst();
        assertThat(telemetry.at("/spec/accessLogging/0/providers/0/name").asString())
                .isEqualTo(provider.get("name").asString());
    }

    @Test
    void thePortIsClosedToPlainTextAndToOthersThanGateways() throws IOException {
        List<JsonNode> security = read(COMPONENT.resolve("security.yaml"));
        assertThat(security.get(0).at("/spec/portLevelMtls/9001/mode").asString())
                .isEqualTo("STRICT");
        assertThat(security.get(1).at("/spec/action").asString()).isEqualTo("DENY");
        assertThat(security.get(1).at("/spec/rules/0/to/0/operation/ports/0").asString())
                .isEqualTo("9001");
    }

    private static AccessLogSettings settings() throws IOException {
        String[] arguments = StreamSupport.stream(
                        read(COMPONENT.resolve("receiver.yaml")).getFirst().spliterator(), false)
                .filter(patch -> patch.get("path").asString().endsWith("/args/-"))
                .map(patch -> patch.get("value").asString())
                .toArray(String[]::new);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        return Binder.get(environment)
                .bind("meshtrial.access-log", AccessLogSettings.class)
                .get();
    }

    private static List<JsonNode> read(Path file) throws IOException {
        JsonMapper json = JsonMapper.shared();
        return StreamSupport.stream(new Yaml().loadAll(Files.readString(file)).spliterator(), false)
                .map(document -> json.<JsonNode>valueToTree(document))
                .toList();
    }
}
