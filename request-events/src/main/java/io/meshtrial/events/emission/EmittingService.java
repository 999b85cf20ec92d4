package io.meshtrial.events.emission;

/**
 * Who makes the events.
 *
 * @param service as it knows itself
 * @param version what it runs
 * @param pod where it runs
 */
public record EmittingService(String service, String version, String pod) {}
