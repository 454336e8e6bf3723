package dev.sequences.contracts.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sequences.contracts.catalogue.EventType;
import dev.sequences.contracts.catalogue.EventTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Renewal.class)
class AsyncApiTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    @ParameterizedTest
    @EnumSource
    void matchesTheRecordsAndTopics(Service service) {
        Published.assertStored(fileOf(service), AsyncApiDocument.of(service));
    }

    @ParameterizedTest
    @EnumSource
    void resolvesEveryReference(Service service) throws IOException {
        List<String> dangling = new ArrayList<>();
        for (JsonNode reference : read(fileOf(service)).findValues("$ref")) {
            if (resolve(fileOf(service), reference.textValue()).isMissingNode()) {
                dangling.add(reference.textValue());
            }
        }

        assertThat(dangling).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void linksEveryOperationToAChannelAndItsMessages(Service service) throws IOException {
        JsonNode document = read(fileOf(service));
        assertThat(document.path("asyncapi").textValue()).startsWith("3.");
        assertThat(document.path("operations")).isNotEmpty();
        for (JsonNode operation : document.path("operations")) {
            String channel = operation.at("/channel/$ref").textValue();
            assertThat(operation.path("action").textValue()).isIn("send", "receive");
            assertThat(resolve(fileOf(service), channel).path("address").isTextual())
                    .isTrue();
            assertThat(operation.path("messages")).isNotEmpty().allSatisfy(message -> assertThat(
                            message.path("$ref").textValue())
                    .startsWith(channel + "/messages/"));
        }
    }

    @Test
    void describesEveryEventOnceOnItsTopic() throws IOException {
        Map<String, String> topicOf = new HashMap<>();
        for (Service service : Service.values()) {
            JsonNode document = read(fileOf(service));
            for (JsonNode channel : document.path("channels")) {
                for (JsonNode message : channel.path("messages")) {
                    JsonNode described =
                            resolve(fileOf(service), message.path("$ref").textValue());
                    String type = described.path("name").textValue();
                    assertThat(topicOf.put(type, channel.path("address").textValue()))
                            .as(type)
                            .isNull();
                    assertThat(described.at("/headers/properties/ce_type/const").textValue())
                            .isEqualTo(type);
                }
            }
        }

        assertThat(topicOf)
                .isEqualTo(EventTypes.ALL.stream().collect(Collectors.toMap(EventType::name, EventType::topic)));
    }

    @ParameterizedTest
    @EnumSource
    void usesTheStoredSampleAsExample(Service service) throws IOException {
        for (JsonNode message : read(fileOf(service)).at("/components/messages")) {
            assertThat(message.at("/examples/0/payload"))
                    .isEqualTo(Published.json(
                            Published.newestSample(message.get("name").textValue())));
        }
    }

    @Test
    void storesOneDocumentPerServiceAndNoOtherFile() {
        assertThat(Published.namesIn(Published.ASYNC_API))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Service.values()).map(Service::fileName).toList());
    }

    private static JsonNode resolve(Path from, String reference) throws IOException {
        String[] fileAndPointer = reference.split("#", 2);
        Path file = fileAndPointer[0].isEmpty() ? from : from.resolveSibling(fileAndPointer[0]);
        JsonNode target = fileAndPointer.length == 1 ? read(file) : read(file).at(fileAndPointer[1]);
        if (target.isMissingNode()) {
            return throughChannelReference(file, fileAndPointer[1]);
        }
        return target.has("$ref") && target.size() == 1
                ? resolve(file, target.get("$ref").textValue())
                : target;
    }

    /** A reader's channel is a reference to its owner's, so that a pointer into it goes on in the other file. */
    private static JsonNode throughChannelReference(Path file, String pointer) throws IOException {
        String[] steps = pointer.split("/", 4);
        JsonNode channel = read(file).at("/" + steps[1] + "/" + steps[2]);
        return channel.has("$ref")
                ? resolve(file, channel.get("$ref").textValue() + "/" + steps[3])
                : channel.path("$ref");
    }

    private static JsonNode read(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }

    private static Path fileOf(Service service) {
        return Published.ASYNC_API.resolve(service.fileName());
    }
}
