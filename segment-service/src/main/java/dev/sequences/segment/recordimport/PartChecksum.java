package dev.sequences.segment.recordimport;

import dev.sequences.chassis.answer.Problem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Checksum of a part of an upload, of the tus extension {@code checksum}. */
record PartChecksum(MessageDigest digest, byte[] expected) {

    static final String HEADER = "Upload-Checksum";

    /** Status of tus for a part that did not arrive as it was sent. */
    private static final int MISMATCH = 460;

    private static final Map<String, String> ALGORITHMS = Map.of("sha1", "SHA-1", "sha256", "SHA-256", "md5", "MD5");

    /** Reads the header. Throws a {@link Problem} with 400 for an unknown algorithm or an unreadable digest. */
    static PartChecksum of(String header) {
        String[] parts = header.strip().split(" +", 2);
        String algorithm = ALGORITHMS.get(parts[0]);
        try {
            if (algorithm != null && parts.length == 2) {
                return new PartChecksum(
                        MessageDigest.getInstance(algorithm),
                        Base64.getDecoder().decode(parts[1]));
            }
        } catch (IllegalArgumentException | NoSuchAlgorithmException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static Problem unreadable() {
        return Problem.unreadable(
                "header-unreadable",
                HEADER,
                HEADER + " has no known algorithm or no digest in Base64.",
                "Send sha1, sha256 or md5, a blank, and the digest of the body in Base64.");
    }

    static Problem mismatch() {
        String message = "The body does not have the digest that " + HEADER + " announces. It is not stored.";
        return new Problem(
                MISMATCH,
                "checksum-mismatch",
                "Checksum mismatch",
                message,
                List.of(new Problem.Finding("checksum-mismatch", HEADER, message, "Send the part again.")));
    }
}
