package dev.sequences.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Signs bearer tokens with the key pair of one local suite. The services hold the public half and trust nothing else. */
public final class Tokens {

    public static final String ISSUER = "sequences-local";
    static final Duration VALID_FOR = Duration.ofHours(12);

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey privateKey;
    private final Path publicKeyFile;
    private final Clock clock;

    private Tokens(PrivateKey privateKey, Path publicKeyFile, Clock clock) {
        this.privateKey = privateKey;
        this.publicKeyFile = publicKeyFile;
        this.clock = clock;
    }

    /** Reads the key pair of this directory, and makes it first where there is none. */
    public static Tokens inDirectory(Path directory) {
        var privateFile = directory.resolve("private.pem");
        var publicFile = directory.resolve("public.pem");
        try {
            if (!Files.exists(privateFile) || !Files.exists(publicFile)) {
                generate(directory, privateFile, publicFile);
            }
            var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(decode(privateFile)));
            return new Tokens(key, publicFile, Clock.systemUTC());
        } catch (IOException | GeneralSecurityException e) {
            throw new LocalRunException(
                    "The token keys in %s cannot be used: %s.".formatted(directory, e.getMessage()), e);
        }
    }

    public String token(String user, String... roles) {
        return token(user, List.of(roles), List.of(), "");
    }

    /** @param businessUnit left out when empty, as teams are */
    public String token(String user, List<String> roles, List<String> teams, String businessUnit) {
        var issuedAt = clock.instant().getEpochSecond();
        var claims = "{\"iss\":%s,\"sub\":%s,\"upn\":%s,\"groups\":%s%s%s,\"iat\":%d,\"exp\":%d}"
                .formatted(
                        quoted(ISSUER),
                        quoted(user),
                        quoted(user),
                        list(roles),
                        teams.isEmpty() ? "" : ",\"teams\":" + list(teams),
                        businessUnit.isEmpty() ? "" : ",\"business_unit\":" + quoted(businessUnit),
                        issuedAt,
                        issuedAt + VALID_FOR.toSeconds());
        var content = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + encoded(claims);
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(privateKey);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK signs with SHA256withRSA", e);
        }
    }

    public Path publicKeyFile() {
        return publicKeyFile;
    }

    private static void generate(Path directory, Path privateFile, Path publicFile)
            throws IOException, GeneralSecurityException {
        Files.createDirectories(directory);
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();
        // The public key is written first, so that an existing private key means a complete pair.
        write(publicFile, pem("PUBLIC KEY", pair.getPublic().getEncoded()), "rw-r--r--");
        write(privateFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()), "rw-------");
    }

    private static void write(Path file, String content, String permissions) throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        Files.writeString(unfinished, content);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String pem(String type, byte[] encoded) {
        var body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, body, type);
    }

    private static byte[] decode(Path pem) throws IOException {
        var body = Files.readString(pem).replaceAll("-----[A-Z ]+-----", "");
        return Base64.getMimeDecoder().decode(body);
    }

    private static String list(List<String> texts) {
        return texts.stream().map(Tokens::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private static String encoded(String json) {
        return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(character -> {
            if (character == '"' || character == '\\') {
                json.append('\\').append((char) character);
            } else if (character < 0x20) {
                json.append("\\u%04x".formatted(character));
            } else {
                json.append((char) character);
            }
        });
        return json.append('"').toString();
    }
}
