package io.meshtrial.localmesh.apiserver;

/**
 * What a writing request says beside its body.
 *
 * @param version of the API it was addressed to
 * @param manager who writes, for the record of field ownership
 * @param status addressed to the status subresource
 */
record WriteRequest(
        ObjectKey key, String version, String manager, boolean dryRun, FieldValidation validation, boolean status) {

    /** What becomes of members that the shape does not know. */
    enum FieldValidation {
        IGNORE,
        WARN,
        STRICT
    }

    WriteRequest withKey(ObjectKey other) {
        return new WriteRequest(other, version, manager, dryRun, validation, status);
    }
}
