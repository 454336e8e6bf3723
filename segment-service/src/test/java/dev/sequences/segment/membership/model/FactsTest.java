package dev.sequences.segment.membership.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names that a condition can use. */
class FactsTest {

    @Test
    void readsAttributesWhereNoFieldHasTheirName() {
        Facts facts = new Facts("lead", "L1", "Ada", "user", "tomas", true, Map.of("name", "Bo"));
        assertThat(facts.value("name")).isEqualTo("Bo");
        assertThat(facts.value("ownerId")).isEqualTo("tomas");
        assertThat(facts.value("ownerType")).isEqualTo("user");
        assertThat(facts.value("active")).isEqualTo(true);
        assertThat(facts.value("recordId")).isEqualTo("L1");
        assertThat(facts.value("city")).isNull();
    }
}
