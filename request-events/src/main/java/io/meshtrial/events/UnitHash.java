package io.meshtrial.events;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Salted hash of a randomisation unit's id: the first 16 bytes of HMAC-SHA-256 (RFC 2104) under the salt.
 *
 * <p>Every producer of one mesh must use the same salt: a unit is recognised across services and versions by its hash
 * alone. An instance may be used by many threads.
 */
public final class UnitHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac keyed;

    /**
     * @param salt any text but an empty one
     * @throws IllegalArgumentException when the salt is empty
     */
    public UnitHash(String salt) {
        if (salt.isEmpty()) {
            throw new IllegalArgumentException("the salt of the unit hash must not be empty");
        }
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(salt.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform provides " + ALGORITHM, e);
        }
    }

    /** The 16 bytes that stand for this unit in events and as a record's key. */
    public ByteString of(String unitId) {
        Mac mac;
        try {
            mac = (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's " + ALGORITHM + " can be cloned", e);
        }
        byte[] hash = mac.doFinal(unitId.getBytes(StandardCharsets.UTF_8));
        return ByteString.copyFrom(hash, 0, EventBounds.UNIT_BYTES);
    }
}
