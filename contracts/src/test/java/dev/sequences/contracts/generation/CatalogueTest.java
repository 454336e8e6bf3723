package dev.sequences.contracts.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.catalogue.EventType;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.contracts.catalogue.Samples;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@ExtendWith(Renewal.class)
class CatalogueTest {

    private static final List<EventType> EVENTS = EventTypes.ALL;

    @ParameterizedTest
    @FieldSource("EVENTS")
    void namesTopicEventAndVersion(EventType type) {
        String owner = type.topic().startsWith("crm.") ? "crm\\.[a-z]+" : "sequences\\.[a-z-]+";
        String event = type.shape().getSimpleName().replaceFirst("V\\d+$", "");
        String kebab = event.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        String version = type.shape().getSimpleName().substring(event.length() + 1);

        assertThat(type.name()).matches(owner + "\\." + kebab + "\\.v" + version);
    }

    @Test
    void listsEveryEventRecordOnce() throws IOException {
        Set<String> written = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith("V1.java")).toList()) {
                if (Files.readString(source).matches("(?s).*implements (Contract|Derived)Event.*")) {
                    written.add(source.getFileName().toString().replace(".java", ""));
                }
            }
        }

        assertThat(EVENTS.stream().map(type -> type.shape().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(written);
        assertThat(EVENTS.stream().map(EventType::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void usesOnlyJdkTypesInRecords(EventType type) {
        List<Class<?>> foreign = new ArrayList<>();
        collectForeign(type.shape(), foreign, new HashSet<>());

        assertThat(foreign)
                .as("a subscriber on the JVM needs this jar and nothing else")
                .isEmpty();
    }

    @Test
    void declaresEveryTopicOfTheCatalogue() {
        assertThat(DeclaredTopic.all().stream().map(DeclaredTopic::name))
                .containsAll(EVENTS.stream().map(EventType::topic).collect(Collectors.toSet()))
                .contains(Topics.ASSIGNMENTS, Topics.SELLERS, Topics.CRM_ACTIVITIES)
                .as("a topic without producer must not be published")
                .doesNotContain(Topics.snapshotOf(Topics.DEFINITIONS), Topics.snapshotOf(Topics.ENROLLMENTS));
    }

    @Test
    void storesASchemaAndSamplesOfEachEventAndNoOtherFile() {
        assertThat(Published.namesIn(Published.SCHEMAS)).isEqualTo(files(".schema.json"));
        assertThat(Published.namesIn(Published.SAMPLES)).isEqualTo(samples());
    }

    @Test
    void sortsSequenceNumbersAsText() {
        assertThat(Headers.sequence(9)).isLessThan(Headers.sequence(10)).hasSize(20);
        assertThat(Headers.sequence(Long.MAX_VALUE)).hasSize(20);
    }

    private static Set<String> samples() {
        Set<String> names = new HashSet<>();
        for (EventType type : EVENTS) {
            assertThat(Samples.count(type.name())).as(type.name()).isPositive();
            for (int number = 1; number <= Samples.count(type.name()); number++) {
                names.add(Published.sampleName(type.name(), number));
            }
        }
        return names;
    }

    private static Set<String> files(String suffix) {
        return EVENTS.stream().map(type -> type.name() + suffix).collect(Collectors.toSet());
    }

    private static void collectForeign(Class<?> shape, List<Class<?>> foreign, Set<Class<?>> seen) {
        assertThat(shape).isRecord();
        for (RecordComponent component : shape.getRecordComponents()) {
            collectForeign(component.getGenericType(), foreign, seen);
        }
    }

    private static void collectForeign(Type type, List<Class<?>> foreign, Set<Class<?>> seen) {
        switch (type) {
            case Class<?> c when c.isPrimitive() || c.getName().startsWith("java.") -> {}
            case Class<?> c
            when c.isRecord() && c.getName().startsWith("dev.sequences.contracts.") -> {
                if (seen.add(c)) {
                    collectForeign(c, foreign, seen);
                }
            }
            case Class<?> c
            when c.isSealed() && c.getName().startsWith("dev.sequences.contracts.") -> {
                for (Class<?> variant : c.getPermittedSubclasses()) {
                    collectForeign((Type) variant, foreign, seen);
                }
            }
            case Class<?> c -> foreign.add(c);
            case ParameterizedType generic -> {
                collectForeign(generic.getRawType(), foreign, seen);
                for (Type argument : generic.getActualTypeArguments()) {
                    collectForeign(argument, foreign, seen);
                }
            }
            default -> throw new IllegalStateException("no rule for " + type);
        }
    }
}
