package dev.sequences.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    @TempDir
    Path keys;

    @Test
    void signsATokenWithTheKeyThatTheServicesVerify() throws Exception {
        var tokens = Tokens.inDirectory(keys);

        var token = tokens.token("alice", "salesperson");

        assertThat(isSignedBy(tokens.publicKeyFile(), token)).isTrue();
        var parts = token.split("\\.", -1);
        assertThat(isSignedBy(tokens.publicKeyFile(), parts[0] + "." + parts[1] + "x." + parts[2]))
                .isFalse();
    }

    @Test
    void containsTheUserTheRolesAndTheExpiry() throws Exception {
        var token = Tokens.inDirectory(keys).token("al\"ice", "salesperson", "sales-manager");

        var claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));

        assertThat(claims.get("iss").asText()).isEqualTo("sequences-local");
        assertThat(claims.get("sub").asText()).isEqualTo("al\"ice");
        assertThat(claims.get("upn").asText()).isEqualTo("al\"ice");
        assertThat(claims.get("groups"))
                .extracting(role -> role.asText())
                .containsExactly("salesperson", "sales-manager");
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(12 * 3_600);
    }

    @Test
    void includesTeamsAndBusinessUnitOnlyWhenGiven() throws Exception {
        var tokens = Tokens.inDirectory(keys);

        var member = claims(tokens.token("alice", List.of("salesperson"), List.of("north", "a\"b"), "emea"));
        var loner = claims(tokens.token("alice", "salesperson"));

        assertThat(member.get("teams")).extracting(team -> team.asText()).containsExactly("north", "a\"b");
        assertThat(member.get("business_unit").asText()).isEqualTo("emea");
        assertThat(loner.has("teams")).isFalse();
        assertThat(loner.has("business_unit")).isFalse();
    }

    private static JsonNode claims(String token) throws Exception {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    @Test
    void keepsTheKeysAndRestrictsThePrivateKeyToItsOwner() throws Exception {
        var first = Tokens.inDirectory(keys);
        var second = Tokens.inDirectory(keys);

        assertThat(isSignedBy(first.publicKeyFile(), second.token("alice"))).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("private.pem"))))
                .isEqualTo("rw-------");
    }

    private static boolean isSignedBy(Path publicKeyFile, String token) throws Exception {
        var pem = Files.readString(publicKeyFile).replaceAll("-----[A-Z ]+-----", "");
        var key = KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key);
        var end = token.lastIndexOf('.');
        signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
    }
}
