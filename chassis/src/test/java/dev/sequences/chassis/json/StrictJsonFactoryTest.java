package dev.sequences.chassis.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequences.chassis.json.StrictJsonFactory.Texts;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be stored unchanged is refused wherever it occurs in a document. */
class StrictJsonFactoryTest {

    private static final ObjectMapper REQUESTS = new ObjectMapper(new StrictJsonFactory(Texts.PRINTABLE))
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    record Body(Map<String, Object> fields, List<Object> items) {}

    private static NotExact refusal(ObjectMapper mapper, String json) {
        JacksonException error = assertThrows(JacksonException.class, () -> mapper.readValue(json, Body.class));
        return Objects.requireNonNull(NotExact.in(error), error.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'fields': {'a': 'x\\ud800'}}",
                "{'fields': {'a': '\\udc00\\ud800'}}",
                "{'fields': {'a': {'b': ['\\ud83d']}}}",
                "{'fields': {'a\\ud83dz': 1}}",
                "{'items': [1, 'x', {'\\udfff': null}]}"
            })
    void refusesALoneSurrogateAtAnyDepth(String json) {
        String document = json.replace('\'', '"');
        assertThat(refusal(REQUESTS, document).code()).isEqualTo("character-not-allowed");
        JacksonException error = assertThrows(
                JacksonException.class,
                () -> REQUESTS.readValue(document.getBytes(StandardCharsets.UTF_8), Body.class));
        assertThat(NotExact.in(error)).as(error.toString()).isNotNull();
    }

    /** Three bytes that encode half of a pair are no UTF-8, but the parser decodes them. */
    @Test
    void refusesALoneSurrogateInTheBytes() {
        byte[] json = "{\"fields\": {\"a\": \"x???\"}}".getBytes(StandardCharsets.ISO_8859_1);
        int at = new String(json, StandardCharsets.ISO_8859_1).indexOf('?');
        json[at] = (byte) 0xed;
        json[at + 1] = (byte) 0xa0;
        json[at + 2] = (byte) 0x80;
        assertThrows(JacksonException.class, () -> REQUESTS.readValue(json, Body.class));
        assertThrows(JacksonException.class, () -> REQUESTS.readValue(new ByteArrayInputStream(json), Body.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u0001", "\\u000b", "\\u001f", "\\u007f", "\\u0085"})
    void refusesAControlCharacterOfARequest(String character) {
        String json = "{\"fields\": {\"a b\": \"x" + character + "\"}}";
        NotExact refusal = refusal(REQUESTS, json);
        assertThat(refusal.code()).isEqualTo("character-not-allowed");
        assertThat(refusal.path()).isEqualTo("fields.a b");
        assertThat(refusal.remedy()).isNotBlank();
        assertThat(refusal(REQUESTS, "{\"items\": [0, {\"a\": 1, \"x" + character + "\": 1}]}")
                        .path())
                .isEqualTo("items[1]");
    }

    @Test
    void acceptsEveryPrintableText() throws Exception {
        String json = "{\"fields\": {\"n\\u00e4m\\ud83d\\ude00\": \"a\\tb\\nc\\r \\ud83d\\ude00 \\ufffd \\uffff\"}}";
        assertThat(REQUESTS.readValue(json, Body.class).fields())
                .containsExactly(Map.entry("näm\uD83D\uDE00", "a\tb\nc\r \uD83D\uDE00 \uFFFD \uFFFF"));
    }

    /** Another producer cannot correct its data at once, and these characters can be stored. */
    @Test
    void acceptsStorableControlCharactersOfAMessage() throws Exception {
        assertThat(Json.FOREIGN
                        .readValue("{\"fields\": {\"a\": \"x\\u000b\\u0085\"}}", Body.class)
                        .fields())
                .containsEntry("a", "x\u000B\u0085");
        assertThat(refusal(Json.FOREIGN, "{\"fields\": {\"a\": \"x\\u0000\"}}").code())
                .isEqualTo("character-not-allowed");
        assertThat(refusal(Json.FOREIGN, "{\"fields\": {\"a\": \"\\ud800\"}}").code())
                .isEqualTo("character-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1E+400", "1e401", "1e-402", "123e999999999999", "1e2147483648", "0.1e402"})
    void refusesANumberThatNoColumnStoresExactly(String number) {
        NotExact refusal = refusal(REQUESTS, "{\"items\": [" + number + "]}");
        assertThat(refusal.code()).isEqualTo("number-out-of-range");
        assertThat(refusal.path()).isEqualTo("items[0]");
        assertThat(refusal(Json.FOREIGN, "{\"items\": [" + number + "]}").code())
                .isEqualTo("number-out-of-range");
    }

    @Test
    void refusesANumberWithTooManyDigits() {
        for (int digits : new int[] {401, 999, 1_001, 50_000}) {
            String number = "7".repeat(digits);
            JacksonException error = assertThrows(
                    JacksonException.class, () -> REQUESTS.readTree("{\"fields\": {\"a\": " + number + "}}"));
            assertThat(NotExact.in(error)).as(digits + " digits").isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1234567890123456.789", "0.1", "1e399", "-1.5E-300", "9007199254740993", "0.30000000000000004"})
    void keepsEveryDigitOfOtherNumbers(String number) throws Exception {
        for (ObjectMapper mapper : List.of(REQUESTS, Json.FOREIGN)) {
            JsonNode tree = mapper.readTree("{\"fields\": {\"a\": " + number + "}}");
            assertThat(tree.path("fields").path("a").decimalValue()).isEqualTo(new BigDecimal(number));
            Body body = mapper.readValue("{\"fields\": {\"a\": " + number + "}}", Body.class);
            String written = Json.text(body);
            assertThat(Json.MAPPER.readTree(written).path("fields").path("a").decimalValue())
                    .isEqualTo(new BigDecimal(number));
        }
    }

    @Test
    void keepsFourHundredDigits() throws Exception {
        String number = "7".repeat(400);
        Body body = REQUESTS.readValue(new StringReader("{\"fields\": {\"a\": " + number + "}}"), Body.class);
        assertThat(Json.text(body)).contains(":" + number);
    }

    @Test
    void copiesKeepTheCheck() {
        assertThat(refusal(REQUESTS.copy(), "{\"fields\": {\"a\": \"\\u0000\"}}")
                        .code())
                .isEqualTo("character-not-allowed");
    }
}
