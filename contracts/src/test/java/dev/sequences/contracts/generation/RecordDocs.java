package dev.sequences.contracts.generation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the Javadoc of a record says: the words of the published schema.
 *
 * @param summary the text before the first {@code @param}
 * @param components per record component, in the order of the Javadoc
 */
record RecordDocs(String summary, Map<String, ComponentDocs> components) {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern INLINE_CODE = Pattern.compile("\\{@code ([^}]*)}");
    private static final String WORD = "[a-z][a-z0-9-]*";
    private static final Pattern VALUES =
            Pattern.compile("(?:[^:]*: )?(" + WORD + "(?:, " + WORD + ")* or " + WORD + ")");

    /** The phrases that carry meaning in a {@code @param}, each a clause of its own after a semicolon. */
    private static final String OPEN_LIST = "more may come";

    private static final String PERSONAL = "may contain personal data";

    static RecordDocs of(Class<? extends Record> shape) {
        Class<?> file = shape.getNestHost();
        String source = read(SOURCES.resolve(file.getName().replace('.', '/') + ".java"));
        int declaration = source.indexOf((file == shape ? "public record " : " record ") + shape.getSimpleName() + "(");
        int end = source.lastIndexOf("*/", declaration);
        int start = source.lastIndexOf("/**", end);
        if (declaration < 0 || start < 0) {
            throw new IllegalStateException(shape.getSimpleName() + " has no Javadoc; it becomes the schema's text");
        }
        String[] parts = plain(source.substring(start + 3, end)).split("@param ");
        Map<String, ComponentDocs> components = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] nameAndText = parts[i].strip().split(" ", 2);
            components.put(nameAndText[0], ComponentDocs.of(nameAndText[1]));
        }
        return new RecordDocs(parts[0].strip(), components);
    }

    /** The text before the declaration of a sealed interface, up to the first paragraph break. */
    static String summaryOf(Class<?> sealedInterface) {
        String source = read(SOURCES.resolve(sealedInterface.getName().replace('.', '/') + ".java"));
        int declaration = source.indexOf("public sealed interface " + sealedInterface.getSimpleName());
        int end = source.lastIndexOf("*/", declaration);
        int start = source.lastIndexOf("/**", end);
        return plain(source.substring(start + 3, end)).split("<p>")[0].strip();
    }

    private static String plain(String javadoc) {
        String oneLine = javadoc.replaceAll("\\R\\s*\\*", " ").replaceAll("\\s+", " ");
        return INLINE_CODE.matcher(oneLine).replaceAll(code -> Matcher.quoteReplacement("`" + code.group(1) + "`"));
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param text the whole text
     * @param values the values it lists; empty when it lists none
     * @param growing whether more values may come within v1
     * @param personal whether the value may be personal data
     */
    record ComponentDocs(String text, List<String> values, boolean growing, boolean personal) {

        static ComponentDocs of(String text) {
            List<String> clauses = List.of(text.strip().split("; "));
            Matcher listed = VALUES.matcher(clauses.getFirst());
            List<String> values = new ArrayList<>();
            if (listed.matches()) {
                values.addAll(List.of(listed.group(1).split(", | or ")));
            }
            return new ComponentDocs(
                    text.strip(), List.copyOf(values), clauses.contains(OPEN_LIST), clauses.contains(PERSONAL));
        }
    }
}
