package dev.sequences.segment.membership.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.segment.segment.model.rule.SegmentConditions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsedFieldsTest {

    private static LiveSegment segment(Map<String, Object> conditions) {
        return new LiveSegment("s", 1, SegmentConditions.stored(conditions), true, null, false, false, false);
    }

    private static Map<String, Object> city() {
        return Map.of("field", "city", "op", "equals", "value", "Wien");
    }

    @Test
    void concernsReadFieldsOnly() {
        UsedFields used = UsedFields.of(List.of(segment(city())));
        assertThat(used.concern(Set.of("phone", "city"))).isTrue();
        assertThat(used.concern(Set.of("phone"))).isFalse();
        assertThat(used.concern(Set.of())).isFalse();
        assertThat(used.concern(Set.of("active"))).as("a closed record leaves").isTrue();
        assertThat(used.concern(null)).as("a created record").isTrue();
    }

    @Test
    void concernsTheLookupOfARelatedRecord() {
        UsedFields used = UsedFields.of(List.of(segment(Map.of("related", "account", "all", List.of(city())))));
        assertThat(used.concern(Set.of("accountId"))).isTrue();
        assertThat(used.concern(Set.of("phone"))).isFalse();
    }

    @Test
    void concernsEveryChangeIfAConditionDependsOnTime() {
        UsedFields used =
                UsedFields.of(List.of(segment(Map.of("field", "signedAt", "op", "in-last-days", "value", 7))));
        assertThat(used.concern(Set.of("phone"))).isTrue();
        assertThat(used.concern(Set.of())).isFalse();
    }
}
