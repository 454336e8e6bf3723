package dev.sequences.insights.views.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.contracts.definition.GraphV1;
import dev.sequences.contracts.definition.NodeV1;
import dev.sequences.contracts.definition.PhoneConditionV1;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphOrderTest {

    private static NodeV1 node(String key, String next) {
        return new NodeV1.Step(key, "task", key, null, null, null, next);
    }

    private static NodeV1 condition(String key, String yes, String no) {
        return new NodeV1.PhoneCondition(key, key, null, yes, no, new PhoneConditionV1(List.of("made")));
    }

    @Test
    void ordersYesBeforeNoAndUnreachableNodesLast() {
        GraphV1 graph = new GraphV1(
                "a",
                List.of(
                        node("lost", null),
                        node("no", "end"),
                        node("end", null),
                        node("yes", "end"),
                        node("a", "if"),
                        condition("if", "yes", "no")));

        assertThat(GraphOrder.of(graph)).extracting(NodeV1::key).containsExactly("a", "if", "yes", "end", "no", "lost");
    }

    @Test
    void terminatesOnACycle() {
        GraphV1 graph = new GraphV1("a", List.of(node("a", "b"), node("b", "a")));

        assertThat(GraphOrder.of(graph)).extracting(NodeV1::key).containsExactly("a", "b");
    }
}
