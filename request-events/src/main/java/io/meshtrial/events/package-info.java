/**
 * The contract of request events: schema, codec, topics, headers, and what a request tells about itself.
 *
 * <p>{@link io.meshtrial.events.RequestEvent} is generated from {@code meshtrial/request_event.proto}.
 */
@NullMarked
package io.meshtrial.events;

import org.jspecify.annotations.NullMarked;
