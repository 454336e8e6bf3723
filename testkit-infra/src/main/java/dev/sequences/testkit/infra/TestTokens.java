package dev.sequences.testkit.infra;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Bearer tokens that a service under test accepts; it is given the public key by {@link ServiceResource}. */
public final class TestTokens {

    public static final String ISSUER = "sequences-local";
    private static final String KEYS = "testkit.keys";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private TestTokens() {}

    public static String token(String user, String... roles) {
        Instant now = Instant.now();
        return token(Map.of(
                "iss",
                ISSUER,
                "sub",
                user,
                "upn",
                user,
                "groups",
                List.of(roles),
                "iat",
                now.getEpochSecond(),
                "exp",
                now.plusSeconds(3600).getEpochSecond()));
    }

    /** Returns a token of a user with teams and a business unit. */
    public static String token(String user, String businessUnit, List<String> teams, String... roles) {
        Instant now = Instant.now();
        return token(Map.of(
                "iss",
                ISSUER,
                "sub",
                user,
                "upn",
                user,
                "groups",
                List.of(roles),
                "teams",
                teams,
                "business_unit",
                businessUnit,
                "iat",
                now.getEpochSecond(),
                "exp",
                now.plusSeconds(3600).getEpochSecond()));
    }

    /** Returns a token with exactly these claims, for tests of refusals. */
    public static String token(Map<String, ?> claims) {
        try {
            String content = encoded(JSON.writeValueAsBytes(Map.of("alg", "RS256", "typ", "JWT"))) + "."
                    + encoded(JSON.writeValueAsBytes(claims));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(keys().resolve("private.der")))));
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + encoded(signature.sign());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no token could be signed", e);
        }
    }

    /** The public half, as PEM. */
    public static Path publicKey() {
        return keys().resolve("public.pem");
    }

    private static String encoded(byte[] part) {
        return URL.encodeToString(part);
    }

    /** One pair per JVM, in files, for the same reason as in {@link Infrastructure}. */
    private static Path keys() {
        synchronized (Runtime.getRuntime()) {
            String known = System.getProperty(KEYS);
            if (known != null) {
                return Path.of(known);
            }
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                KeyPair pair = generator.generateKeyPair();
                Path directory = Files.createTempDirectory("sequences-keys");
                Path privateKey = directory.resolve("private.der");
                Path publicKey = directory.resolve("public.pem");
                Files.write(privateKey, pair.getPrivate().getEncoded());
                Files.writeString(
                        publicKey,
                        "-----BEGIN PUBLIC KEY-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(pair.getPublic().getEncoded())
                                + "\n-----END PUBLIC KEY-----\n");
                directory.toFile().deleteOnExit();
                privateKey.toFile().deleteOnExit();
                publicKey.toFile().deleteOnExit();
                System.setProperty(KEYS, directory.toString());
                return directory;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException("no key pair could be made", e);
            }
        }
    }
}
