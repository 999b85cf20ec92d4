package io.meshtrial.catalog.source;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One public API.
 *
 * @param auth {@code apiKey}, {@code OAuth}, or empty for none
 * @param cors {@code yes}, {@code no} or {@code unknown}
 */
public record Entry(
        @JsonProperty("API") String api,
        @JsonProperty("Description") String description,
        @JsonProperty("Auth") String auth,
        @JsonProperty("HTTPS") boolean https,
        @JsonProperty("Cors") String cors,
        @JsonProperty("Link") String link,
        @JsonProperty("Category") String category) {}
