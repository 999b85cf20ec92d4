package io.meshtrial.localmesh.apiserver;

/** Decides who may do what, in the terms of Kubernetes' RBAC. */
@FunctionalInterface
public interface Authorizer {

    Authorizer EVERYTHING = access -> true;

    /**
     * What one request wants.
     *
     * @param client the name in its {@code User-Agent}, before the version
     * @param verb get, list, watch, create, update, patch, delete or deletecollection
     * @param group of the resource, empty for the core one
     * @param resource plural, with {@code /status} where it is about that
     * @param namespace empty for every one at once, and for cluster-wide kinds
     */
    record Access(String client, String verb, String group, String resource, String namespace) {}

    boolean allows(Access access);
}
