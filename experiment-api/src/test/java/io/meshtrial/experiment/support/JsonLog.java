package io.meshtrial.experiment.support;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code logging.structured.format.console=ecs} makes of what is logged, read as JSON. */
public final class JsonLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Encoder<ILoggingEvent> encoder;
    private final List<JsonNode> lines = new CopyOnWriteArrayList<>();

    private JsonLog(Encoder<ILoggingEvent> encoder) {
        this.encoder = encoder;
    }

    /** @param environment of the application, which names the service in each line */
    public static JsonLog listen(Environment environment) {
        Logger root = root();
        LoggerContext context = root.getLoggerContext();
        context.putObject(Environment.class.getName(), environment);
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setFormat("ecs");
        encoder.setContext(context);
        encoder.start();
        JsonLog log = new JsonLog(encoder);
        log.setContext(context);
        log.start();
        root.addAppender(log);
        return log;
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(JSON.readTree(new String(encoder.encode(event), StandardCharsets.UTF_8)));
    }

    /** Lines whose message contains a text, in order. */
    public List<JsonNode> saying(String text) {
        return lines.stream()
                .filter(line -> line.path("message").asString("").contains(text))
                .toList();
    }

    @Override
    public void close() {
        root().detachAppender(this);
        stop();
    }
}
