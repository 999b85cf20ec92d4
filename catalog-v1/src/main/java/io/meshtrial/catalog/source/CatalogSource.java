package io.meshtrial.catalog.source;

/** Gives the catalogue as it is now; never waits for anything. */
@FunctionalInterface
public interface CatalogSource {

    Catalog current();
}
