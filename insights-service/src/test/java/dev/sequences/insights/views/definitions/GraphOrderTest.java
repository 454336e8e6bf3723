package dev.sequences.insights.views.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.contracts.definition.GraphV1;
import dev.sequences.contracts.definition.NodeV1;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphOrderTest {

    private static NodeV1 node(String key, String next, Map<String, Object> settings) {
        return new NodeV1(key, "task", key, null, null, null, next, settings);
    }

    @Test
    void walksTheYesBranchBeforeTheNoBranchAndEndsWithWhatIsOutOfReach() {
        GraphV1 graph = new GraphV1(
                "a",
                List.of(
                        node("lost", null, null),
                        node("no", "end", null),
                        node("end", null, null),
                        node("yes", "end", null),
                        node("a", "if", null),
                        node("if", null, Map.of("yes", "yes", "no", "no"))));

        assertThat(GraphOrder.of(graph)).extracting(NodeV1::key).containsExactly("a", "if", "yes", "end", "no", "lost");
    }

    @Test
    void aGraphThatRunsInACircleEnds() {
        GraphV1 graph = new GraphV1("a", List.of(node("a", "b", null), node("b", "a", null)));

        assertThat(GraphOrder.of(graph)).extracting(NodeV1::key).containsExactly("a", "b");
    }
}
