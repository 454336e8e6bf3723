package dev.sequences.chassis.unit;

import dev.sequences.chassis.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One request that must have its effect once.
 *
 * @param caller keys of different callers never meet
 * @param requestHash SHA-256 of path and body: one key means one request
 */
public record IdempotencyKey(String caller, String key, String requestHash) {

    /** The key of a request; a repeat with another path or body has another hash. */
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
