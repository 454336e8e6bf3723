package dev.sequences.testkit.released;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks that released files are unchanged: an edit would break existing databases and logs. Add a new file instead. */
class ReleasedFilesTest {

    @Test
    void keepsReleasedMigrationsUnchanged() throws IOException, GeneralSecurityException {
        Map<String, String> released = ReleasedFiles.checksums();
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> file : released.entrySet()) {
            Path path = ReleasedFiles.ROOT.resolve(file.getKey());
            if (!Files.exists(path)) {
                wrong.add(file.getKey() + " is gone");
            } else if (!sha256(path).equals(file.getValue())) {
                wrong.add(file.getKey() + " was edited");
            }
        }
        assertThat(released).as("released files").hasSizeGreaterThanOrEqualTo(128);
        assertThat(wrong)
                .as("add a new file next to each of them: the next migration, or the next sample with an upcaster")
                .isEmpty();
    }

    private static String sha256(Path path) throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)));
    }
}
