package io.meshtrial.catalog;

/** Which version of the catalogue this is. */
public final class CatalogVersion {

    public static final String NAME = "v1";

    private CatalogVersion() {}
}
