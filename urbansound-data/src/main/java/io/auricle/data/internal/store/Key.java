package io.auricle.data.internal.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a record is found by: the first 128 bits of a SHA-256. */
public record Key(long high, long low) {
    /** Digests the parts, each with its length, so that no two lists of parts run into each other. */
    public static Key of(String... parts) {
        ByteBuffer digest = ByteBuffer.wrap(digest(parts));
        return new Key(digest.getLong(), digest.getLong());
    }

    private static byte[] digest(String... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                sha.update(bytes);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** {@return 32 hexadecimal digits} */
    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}
