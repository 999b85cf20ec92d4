package io.meshtrial.experiment.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged as a warning or an error, by whomever. */
public final class Warnings extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final List<String> texts = new CopyOnWriteArrayList<>();

    public static Warnings listen() {
        Warnings warnings = new Warnings();
        Logger root = root();
        warnings.setContext(root.getLoggerContext());
        warnings.start();
        root.addAppender(warnings);
        return warnings;
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            texts.add(event.getFormattedMessage());
        }
    }

    public List<String> texts() {
        return List.copyOf(texts);
    }

    @Override
    public void close() {
        root().detachAppender(this);
        stop();
    }
}
