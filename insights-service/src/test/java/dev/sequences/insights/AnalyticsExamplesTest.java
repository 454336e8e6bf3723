package dev.sequences.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.insights.views.enrollments.EnrollmentsView;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the example queries of docs/insights.md unchanged. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class AnalyticsExamplesTest {

    private static final Pattern QUERY = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    @Inject
    EnrollmentsView view;

    @Inject
    InsightsUnderTest insights;

    @Test
    void runsEveryExample() throws Exception {
        insights.empty();
        insights.take(view, Histories.of("s", 15, 100).mixed());

        List<String> queries = QUERY.matcher(Files.readString(Path.of("..", "docs", "insights.md")))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(queries).hasSize(5);
        for (String query : queries) {
            List<String> rows = insights.rows(query);
            // Only the first query selects a sequence by name; the test data has none of that name.
            assertThat(rows.isEmpty()).as(query).isEqualTo(query.contains("'Spring leads'"));
        }
    }

    @Test
    void documentsEveryView() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "insights.md"));

        for (String view :
                insights.rows("select table_name from information_schema.views where table_schema = 'analytics'")) {
            assertThat(page).contains("| `" + view + "` |");
        }
    }
}
