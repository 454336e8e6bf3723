package dev.sequences.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The page of all settings, and the list of each module that the start-up check reads, agree with the code. {@code
 * -Dsettings.accept=true} rewrites both.
 */
class SettingsPageTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = ROOT.resolve("docs/settings.md");
    private static final SettingsPage SETTINGS = new SettingsPage(ROOT);

    @BeforeAll
    static void renew() throws IOException {
        if (Boolean.getBoolean("settings.accept")) {
            Files.writeString(PAGE, SETTINGS.text());
            for (String module : SettingsPage.modules()) {
                if (!SETTINGS.index(module).isEmpty()) {
                    Files.createDirectories(SETTINGS.indexFile(module).getParent());
                    Files.writeString(SETTINGS.indexFile(module), SETTINGS.index(module));
                }
            }
        }
    }

    @Test
    void listsEverySetting() throws IOException {
        assertThat(PAGE)
                .as("renew docs/settings.md with -Dsettings.accept=true")
                .hasContent(SETTINGS.text());
    }

    @Test
    void indexesEveryMapping() throws IOException {
        for (String module : SettingsPage.modules()) {
            Path file = SETTINGS.indexFile(module);
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as("renew %s with -Dsettings.accept=true", file)
                    .isEqualTo(SETTINGS.index(module));
        }
    }

    @Test
    void namesLimitsMaxAndMin() {
        List<String> keys = SETTINGS.mappings().stream()
                .flatMap(mapping -> mapping.settings().stream())
                .map(SettingsPage.Setting::key)
                .toList();

        assertThat(keys)
                .hasSizeGreaterThan(30)
                .noneMatch(key -> key.matches(".*\\b(most|least|longest|shortest|largest|smallest)\\b.*"));
    }

    @Test
    void readsEverySettingByItsMapping() throws IOException {
        for (String module : SettingsPage.modules()) {
            try (var files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file)).as(file.toString()).doesNotContain("@ConfigProperty");
                }
            }
        }
    }
}
