package dev.sequences.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks that the files in the walkthrough exist and contain the words in bold. */
class WalkthroughTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern FILE = Pattern.compile("`([\\w./-]+/[\\w-]+\\.(?:java|sql))`");
    private static final Pattern NAME = Pattern.compile("\\*\\*(\\w+)\\*\\*");

    @Test
    void namesOnlyExistingFilesAndTypes() throws IOException {
        List<String> wrong = new ArrayList<>();
        int stations = 0;
        for (String entry :
                Files.readString(ROOT.resolve("docs/walkthrough.md")).split("\\n(?=[-|\\n])")) {
            List<String> files =
                    FILE.matcher(entry).results().map(match -> match.group(1)).toList();
            StringBuilder text = new StringBuilder();
            for (String file : files) {
                Path path = ROOT.resolve(file);
                if (Files.exists(path)) {
                    text.append(Files.readString(path)).append('\n');
                } else {
                    wrong.add(file + " is not there");
                }
            }
            stations += entry.startsWith("|") && !files.isEmpty() ? 1 : 0;
            NAME.matcher(entry)
                    .results()
                    .map(match -> match.group(1))
                    .filter(name ->
                            !Pattern.compile("\\b" + name + "\\b").matcher(text).find())
                    .forEach(name -> wrong.add(files + " do not show " + name));
        }
        assertThat(wrong).as("docs/walkthrough.md").isEmpty();
        assertThat(stations).as("stations found").isEqualTo(6);
    }
}
