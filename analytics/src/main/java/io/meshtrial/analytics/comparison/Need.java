package io.meshtrial.analytics.comparison;

/** What is missing before a method may speak: {@code have} of {@code need} {@code of}. */
public record Need(long have, long need, String of) {}
