package io.meshtrial.experiment.rest;

import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * What Tomcat is told beyond its properties. The kernel may buffer little for a connection, so that a slow reader of a stream
 * blocks a write soon and is dropped after the connector's time-out. An escaped slash in an address is a character like any
 * other. What Tomcat itself refuses is answered with a problem, too.
 */
@Component
class WebServerSettings implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private static final int SEND_BUFFER_BYTES = 128 * 1024;

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.txBufSize", String.valueOf(SEND_BUFFER_BYTES));
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        });
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
            }
        });
    }
}
