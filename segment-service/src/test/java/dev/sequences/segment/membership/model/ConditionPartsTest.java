package dev.sequences.segment.membership.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.language.condition.Condition;
import dev.sequences.language.condition.Condition.All;
import dev.sequences.language.condition.Condition.Any;
import dev.sequences.language.condition.Condition.Leaf;
import dev.sequences.language.condition.Condition.Related;
import dev.sequences.language.condition.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionPartsTest {

    private static final Leaf A = Leaf.of("a", Operator.EQUALS, 1);
    private static final Leaf B = Leaf.of("b", Operator.EQUALS, 1);
    private static final Leaf C = Leaf.of("c", Operator.EQUALS, 1);

    @Test
    void removesEachComparison() {
        Condition tree = new All(List.of(A, new Any(List.of(B, C))));
        assertThat(ConditionParts.of(tree))
                .containsExactly(
                        new ConditionParts.Part("conditions.all[0]", A, new All(List.of(new Any(List.of(B, C))))),
                        new ConditionParts.Part(
                                "conditions.all[1].any[0]", B, new All(List.of(A, new Any(List.of(C))))),
                        new ConditionParts.Part(
                                "conditions.all[1].any[1]", C, new All(List.of(A, new Any(List.of(B))))));
    }

    @Test
    void removesEmptyGroups() {
        assertThat(ConditionParts.of(new All(List.of(A, new Any(List.of(B)))))
                        .getLast()
                        .without())
                .isEqualTo(new All(List.of(A)));
        assertThat(ConditionParts.of(A)).containsExactly(new ConditionParts.Part("conditions", A, null));
        assertThat(ConditionParts.of(new All(List.of()))).isEmpty();
    }

    @Test
    void keepsComparisonsWithinTheirRelation() {
        Condition tree = new All(List.of(A, new Related("account", new All(List.of(B, C)))));
        ConditionParts.Part last = ConditionParts.of(tree).getLast();
        assertThat(last.path()).isEqualTo("conditions.all[1].all[1]");
        assertThat(last.alone()).isEqualTo(new Related("account", new All(List.of(C))));
        assertThat(last.without()).isEqualTo(new All(List.of(A, new Related("account", new All(List.of(B))))));
    }
}
