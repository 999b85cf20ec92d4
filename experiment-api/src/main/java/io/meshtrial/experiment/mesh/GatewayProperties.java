package io.meshtrial.experiment.mesh;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a publication is confirmed.
 *
 * @param urls every gateway pod or edge that is asked, each by its own address; without any nothing is confirmed
 * @param probePath path of the probing requests
 * @param patience how long the gateways may take
 * @param unconfirmedWait how long a publication waits where nothing can be asked
 * @param askAgain after what time a gateway that did not serve a publication is asked again; the time doubles up to 32 times
 *     that
 */
@ConfigurationProperties("meshtrial.gateway")
record GatewayProperties(
        @DefaultValue List<URI> urls,
        @DefaultValue("/.well-known/meshtrial-probe") String probePath,
        @DefaultValue("15s") Duration patience,
        @DefaultValue("5s") Duration unconfirmedWait,
        @DefaultValue("10s") Duration askAgain) {}
