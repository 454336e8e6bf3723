package dev.sequences.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A guided tour that nobody checks leads nowhere: each line that names a file names it rightly, with what is to be seen in it. */
class WalkthroughTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern FILE = Pattern.compile("`([\\w./-]+/[\\w-]+\\.(?:java|sql))`");
    private static final Pattern NAME = Pattern.compile("\\*\\*(\\w+)\\*\\*");

    @Test
    void everyStationIsThereAndShowsTheNamesThatAreInBold() throws IOException {
        List<String> wrong = new ArrayList<>();
        int stations = 0;
        for (String line : Files.readAllLines(ROOT.resolve("docs/walkthrough.md"))) {
            Matcher file = FILE.matcher(line);
            if (!file.find()) {
                continue;
            }
            stations++;
            Path path = ROOT.resolve(file.group(1));
            if (!Files.exists(path)) {
                wrong.add(file.group(1) + " is not there");
                continue;
            }
            String folder = Files.readString(path);
            NAME.matcher(line)
                    .results()
                    .map(match -> match.group(1))
                    .filter(name -> !folder.contains(name))
                    .forEach(name -> wrong.add(file.group(1) + " does not show " + name));
        }
        assertThat(wrong).as("docs/walkthrough.md").isEmpty();
        assertThat(stations).as("stations found").isGreaterThanOrEqualTo(6);
    }
}
