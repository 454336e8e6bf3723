package dev.sequences.segment.fieldupdate.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.segment.fieldupdate.model.FieldUpdate.Content;
import dev.sequences.segment.fieldupdate.model.FieldUpdate.Refusal;
import dev.sequences.segment.fieldupdate.model.FieldUpdate.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldUpdateTest {

    private static final Content LEAD = new Content("Lead", "user", "anna", Map.of("city", "Mumbai", "score", 5));

    private static Result apply(String field, Object value) {
        return new FieldUpdate(field, value, null, null).applyTo(LEAD, Optional.empty());
    }

    private static String refusal(Result result) {
        return result.refusal() == null ? "" : result.refusal().code();
    }

    @Test
    void setsAndClearsAField() {
        assertThat(apply("city", "Pune").content())
                .isEqualTo(new Content("Lead", "user", "anna", Map.of("city", "Pune", "score", 5)));
        assertThat(apply("hot", true).content().fields()).containsEntry("hot", true);
        assertThat(apply("city", null).content().fields()).isEqualTo(Map.of("score", 5));
    }

    @Test
    void setsTheOwner() {
        Content changed = new FieldUpdate("owner", null, "team", "closers")
                .applyTo(LEAD, Optional.empty())
                .content();
        assertThat(changed).isEqualTo(new Content("Lead", "team", "closers", LEAD.fields()));
        assertThat(refusal(new FieldUpdate("owner", null, "team", " ").applyTo(LEAD, Optional.empty())))
                .isEqualTo("owner-invalid");
        assertThat(refusal(new FieldUpdate("owner", null, "robot", "r2").applyTo(LEAD, Optional.empty())))
                .isEqualTo("owner-invalid");
        assertThat(refusal(apply("owner", "anna"))).isEqualTo("owner-invalid");
    }

    @Test
    void setsTheNameUnlessAFieldHasThatName() {
        assertThat(apply("name", "Ren\u00e9").content())
                .isEqualTo(new Content("Ren\u00e9", "user", "anna", LEAD.fields()));
        assertThat(apply("name", null).content().name()).isNull();
        assertThat(refusal(apply("name", 5))).isEqualTo("value-wrong-type");
        assertThat(refusal(apply("name", "x".repeat(501)))).isEqualTo("value-wrong-type");
        Content withField = new Content("Lead", "user", "anna", Map.of("name", "x"));
        assertThat(new FieldUpdate("name", "y", null, null)
                        .applyTo(withField, Optional.empty())
                        .content())
                .isEqualTo(new Content("Lead", "user", "anna", Map.of("name", "y")));
    }

    @Test
    void refusesOtherAttributesUnlessAFieldHasThatName() {
        for (String attribute : List.of("active", "ownerId", "ownerType", "recordId", " ", "x".repeat(201))) {
            assertThat(refusal(apply(attribute, true))).as(attribute).isEqualTo("field-not-writable");
        }
        Content withField = new Content("Lead", "user", "anna", Map.of("active", "yes"));
        assertThat(new FieldUpdate("active", "no", null, null)
                        .applyTo(withField, Optional.empty())
                        .content()
                        .fields())
                .isEqualTo(Map.of("active", "no"));
    }

    @Test
    void refusesAValueThatDoesNotConformToTheDeclaration() {
        Optional<Refusal> mismatch = Optional.of(new Refusal("value-wrong-type", "It is not a number."));
        assertThat(new FieldUpdate("score", "many", null, null).applyTo(LEAD, mismatch))
                .isEqualTo(new Result(null, mismatch.get()));
        assertThat(refusal(apply("city", "x".repeat(10_001)))).isEqualTo("value-too-long");
        assertThat(refusal(apply("city", List.of()))).isEqualTo("value-wrong-type");
    }
}
