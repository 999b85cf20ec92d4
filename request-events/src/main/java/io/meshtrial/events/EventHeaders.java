package io.meshtrial.events;

/** Record headers of an event: CloudEvents 1.0 in binary mode (Kafka protocol binding, section 3.2). */
public final class EventHeaders {

    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";

    /** Value of {@link #SPEC_VERSION}. */
    public static final String SPEC_VERSION_1_0 = "1.0";

    /** Value of {@link #TYPE}. */
    public static final String REQUEST_TYPE = "io.meshtrial.request.v1";

    private EventHeaders() {}
}
