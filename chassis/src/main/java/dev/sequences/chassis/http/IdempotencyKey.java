package dev.sequences.chassis.http;

import dev.sequences.chassis.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One request that must have its effect once.
 *
 * @param caller keys of different callers never meet
 * @param requestHash SHA-256 of the request body
 */
public record IdempotencyKey(String caller, String key, String requestHash) {

    static IdempotencyKey of(String caller, String key, @Nullable Object request) {
        return new IdempotencyKey(caller, key, request == null ? "" : hash(Json.bytes(request)));
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
