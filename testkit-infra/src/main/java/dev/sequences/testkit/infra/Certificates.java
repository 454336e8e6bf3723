package dev.sequences.testkit.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/**
 * Self-signed certificates of a server on {@code localhost} and of a client, in a directory: {@code server.p12}, {@code client.pem} and so
 * on. Each certificate is its own authority.
 */
record Certificates(Path directory) {

    static final String PASSWORD = "changeit";

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    static Certificates createIn(Path directory) {
        Certificates certificates = new Certificates(directory);
        certificates.create("server", "CN=localhost", "san=dns:localhost,ip:127.0.0.1");
        certificates.create("client", "CN=sequences", "eku=clientAuth");
        return certificates;
    }

    /** PKCS #12 store with key and certificate; its password is {@link #PASSWORD}. */
    Path store(String name) {
        return directory.resolve(name + ".p12");
    }

    /** The certificate in PEM form. */
    Path certificate(String name) {
        return directory.resolve(name + ".pem");
    }

    /** The private key in PEM form, PKCS #8. */
    Path key(String name) {
        return directory.resolve(name + ".key");
    }

    /** The private key in DER form, PKCS #8, as the JDBC driver of PostgreSQL reads it. */
    Path binaryKey(String name) {
        return directory.resolve(name + ".pk8");
    }

    private void create(String name, String subject, String extension) {
        try {
            run(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    name,
                    "-keyalg",
                    "RSA",
                    "-keysize",
                    "2048",
                    "-validity",
                    "2",
                    "-dname",
                    subject,
                    "-ext",
                    extension,
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store(name).toString(),
                    "-storepass",
                    PASSWORD));
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream content = Files.newInputStream(store(name))) {
                store.load(content, PASSWORD.toCharArray());
            }
            Certificate certificate = store.getCertificate(name);
            Key key = store.getKey(name, PASSWORD.toCharArray());
            Files.writeString(certificate(name), pem("CERTIFICATE", certificate.getEncoded()));
            Files.createFile(
                    key(name), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key(name), pem("PRIVATE KEY", key.getEncoded()));
            Files.write(binaryKey(name), key.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no certificate could be created", e);
        }
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, LINES.encodeToString(content));
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
