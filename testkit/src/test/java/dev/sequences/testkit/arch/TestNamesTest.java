package dev.sequences.testkit.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that test methods of all modules follow one grammar: a sentence in lowerCamelCase that states the behavior. */
class TestNamesTest {

    private static final Pattern TEST_METHOD = Pattern.compile(
            "@(?:Test|ParameterizedTest|RepeatedTest|Property)\\b(?s:.*?)\\b(?:void|boolean)\\s+(\\w+)\\(");

    /** No underscores, and no number of a domain rule in front: the number belongs in the Javadoc comment. */
    private static final Pattern GRAMMAR = Pattern.compile("(?!t\\d+[A-Z])[a-z][A-Za-z0-9]*");

    @Test
    void requiresSentencesInLowerCamelCase() throws IOException {
        var wrong = new ArrayList<String>();
        for (var directory : testDirectories()) {
            try (var files = Files.walk(directory)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> testMethods(content(file)).stream()
                                .filter(name -> !followsTheGrammar(name))
                                .map(name -> file.getFileName() + ": " + name)
                                .forEach(wrong::add));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void findsUnderscoresRuleNumbersAndCapitals() {
        assertThat(List.of("refuses_a_case", "t08Refuses", "Refuses", "totals24Hours"))
                .filteredOn(TestNamesTest::followsTheGrammar)
                .containsExactly("totals24Hours");
    }

    @Test
    void findsTestMethodsAfterOtherAnnotations() {
        assertThat(testMethods("""
                @ParameterizedTest(name = "{0} {1}")
                @MethodSource("cases")
                void refusesACase(String one, int two) throws IOException {}
                private void helper() {}
                @Test void refusesAnother() {}
                """)).containsExactly("refusesACase", "refusesAnother");
    }

    private static boolean followsTheGrammar(String name) {
        return GRAMMAR.matcher(name).matches();
    }

    private static List<String> testMethods(String source) {
        return TEST_METHOD
                .matcher(source)
                .results()
                .map(method -> method.group(1))
                .toList();
    }

    private static List<Path> testDirectories() throws IOException {
        var root = root();
        try (var modules = Files.list(root);
                var deployed = Files.list(root.resolve("deploy"))) {
            return Stream.concat(modules, deployed)
                    .map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("deploy/kafka/topics.yaml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("The project's root is neither the working directory nor above it.");
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
