package io.meshtrial.rules.language;

/** What is wrong, before it is known where: text adds a position, JSON a pointer. */
record Complaint(RejectionCode code, String reason, String expected, String hint) {}
