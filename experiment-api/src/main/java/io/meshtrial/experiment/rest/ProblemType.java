package io.meshtrial.experiment.rest;

import java.net.URI;
import org.springframework.http.HttpStatus;

/** Every kind of refusal, with the stable {@code type} that clients may match on. */
public enum ProblemType {
    MALFORMED_REQUEST("malformed-request", HttpStatus.BAD_REQUEST, "The request cannot be read"),
    INVALID_FIELD("invalid-field", HttpStatus.UNPROCESSABLE_CONTENT, "A field has a value that is not allowed"),
    RULES_REJECTED("rules-rejected", HttpStatus.UNPROCESSABLE_CONTENT, "The rules cannot be read"),
    CANNOT_DERIVE("cannot-derive", HttpStatus.UNPROCESSABLE_CONTENT, "Something that was left out cannot be derived"),
    FINDINGS_OPEN("findings-open", HttpStatus.UNPROCESSABLE_CONTENT, "Findings stand in the way"),
    PLAN_STALE("plan-stale", HttpStatus.CONFLICT, "The plan is not the current one any more"),
    ILLEGAL_MOVE("illegal-move", HttpStatus.CONFLICT, "The experiment's state does not allow this"),
    ALREADY_EXISTS("already-exists", HttpStatus.CONFLICT, "That id is taken"),
    NOT_FOUND("not-found", HttpStatus.NOT_FOUND, "There is no such thing"),
    UNAUTHENTICATED("unauthenticated", HttpStatus.UNAUTHORIZED, "A valid token is needed"),
    FORBIDDEN("forbidden", HttpStatus.FORBIDDEN, "You lack the right for this"),
    PRECONDITION_REQUIRED("precondition-required", HttpStatus.PRECONDITION_REQUIRED, "If-Match is needed"),
    PRECONDITION_FAILED("precondition-failed", HttpStatus.PRECONDITION_FAILED, "It has changed in the meantime"),
    IDEMPOTENCY_IN_FLIGHT(
            "idempotency-in-flight", HttpStatus.CONFLICT, "The first request with that key is still running"),
    IDEMPOTENCY_OUTCOME_UNKNOWN(
            "idempotency-outcome-unknown",
            HttpStatus.CONFLICT,
            "What became of the first request with that key is unknown"),
    IDEMPOTENCY_MISMATCH(
            "idempotency-mismatch", HttpStatus.UNPROCESSABLE_CONTENT, "That key was used for another request"),
    TOO_LARGE("too-large", HttpStatus.CONTENT_TOO_LARGE, "The request is too large"),
    TOO_MANY_STREAMS("too-many-streams", HttpStatus.TOO_MANY_REQUESTS, "Too many streams are open"),
    METHOD_NOT_ALLOWED("method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED, "That method is not offered here"),
    NOT_ACCEPTABLE("not-acceptable", HttpStatus.NOT_ACCEPTABLE, "That representation is not offered here"),
    UNSUPPORTED_MEDIA_TYPE(
            "unsupported-media-type", HttpStatus.UNSUPPORTED_MEDIA_TYPE, "That content type is not taken here"),
    MESH_UNAVAILABLE("mesh-unavailable", HttpStatus.SERVICE_UNAVAILABLE, "The Kubernetes API does not answer"),
    MESH_REFUSED("mesh-refused", HttpStatus.UNPROCESSABLE_CONTENT, "The Kubernetes API refuses this"),
    STORE_UNAVAILABLE("store-unavailable", HttpStatus.SERVICE_UNAVAILABLE, "The store does not answer"),
    IDENTITY_UNAVAILABLE("identity-unavailable", HttpStatus.SERVICE_UNAVAILABLE, "The OpenID provider does not answer"),
    APPROVAL_REQUIRED("approval-required", HttpStatus.FORBIDDEN, "A second person has to approve this plan"),
    INTERNAL("internal", HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here");

    private final String name;
    private final HttpStatus status;
    private final String title;

    ProblemType(String name, HttpStatus status, String title) {
        this.name = name;
        this.status = status;
        this.title = title;
    }

    public URI uri() {
        return URI.create("urn:meshtrial:problem:" + name);
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }
}
