package io.meshtrial.catalog.source;

import io.meshtrial.catalog.source.CatalogReader.UnreadableCatalogException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The upstream's entries while it answers, the local ones while it does not.
 *
 * <p>A request never waits: the first one after an answer's lifetime starts a refresh beside itself and is served what
 * is there.
 */
final class RefreshingCatalog implements CatalogSource {

    private static final Logger log = LoggerFactory.getLogger(RefreshingCatalog.class);

    private final Catalog local;
    private final UpstreamClient client;
    private final URI url;
    private final UpstreamProperties properties;
    private final Clock clock;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile Catalog catalog;
    private volatile Instant goodUntil = Instant.MIN;

    RefreshingCatalog(Catalog local, UpstreamClient client, URI url, UpstreamProperties properties, Clock clock) {
        this.local = local;
        this.catalog = local;
        this.client = client;
        this.url = url;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Catalog current() {
        if (clock.instant().isAfter(goodUntil) && refreshing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("catalog-refresh").start(this::refresh);
        }
        return catalog;
    }

    private void refresh() {
        try {
            catalog = client.fetch(url);
            log.info("Upstream gave {} entries", catalog.entries().size());
        } catch (IOException | UnreadableCatalogException e) {
            log.warn("Upstream failed, local entries serve: {}", e.getMessage());
            catalog = local;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            goodUntil = clock.instant().plus(properties.ttl());
            refreshing.set(false);
        }
    }
}
