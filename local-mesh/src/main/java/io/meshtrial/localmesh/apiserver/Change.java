package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One write that took place.
 *
 * @param revision the store's revision after it; the object carries the same as its resource version
 * @param before absent where the object is new
 * @param object the object as written, or as it was last when it was deleted
 */
record Change(long revision, ObjectKey key, @Nullable ObjectNode before, ObjectNode object, boolean deleted) {}
