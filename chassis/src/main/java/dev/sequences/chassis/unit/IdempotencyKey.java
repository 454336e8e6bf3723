package dev.sequences.chassis.unit;

import dev.sequences.chassis.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a request that must be executed once.
 *
 * @param caller scope of the key: equal keys of different callers are independent
 * @param requestHash SHA-256 of path and body; detects a key that is reused for a different request
 */
public record IdempotencyKey(String caller, String key, String requestHash) {

    /** Returns the key of a request; a different path or body gives a different hash. */
    public static IdempotencyKey of(String caller, String key, String path, @Nullable Object request) {
        return new IdempotencyKey(caller, key, hash(path, request == null ? new byte[0] : Json.bytes(request)));
    }

    private static String hash(String path, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
