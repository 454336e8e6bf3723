package dev.sequences.designer.views.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.designer.support.Drawings;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search for one or two letters reads the index of word beginnings only. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class ShortSearchTest {

    @Inject
    DataSource dataSource;

    @ParameterizedTest
    @ValueSource(strings = {"z", "zq", "z-", "-z", " z", "Z\n"})
    void readsOnlyTheRowsThatTheIndexFinds(String text) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement fill = connection.createStatement()) {
                fill.execute("insert into sequence_search (id, words, step_words, templates)"
                        + " select 'short-' || n, 'alpha beta ' || n, '', '{}' from generate_series(1, 500) n");
                fill.execute("insert into sequence_search (id, words, step_words, templates)"
                        + " values ('short-found', 'first [-zq-] and z-z', '', '{}')");
                fill.execute("set local enable_seqscan = off");
                // The index still knows what was rolled back before.
                assertThat(rowsOfTheIndex(connection, text)).isBetween(1, 10);
            } finally {
                connection.rollback();
            }
        }
    }

    private static int rowsOfTheIndex(Connection connection, String text) throws SQLException {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        new CatalogueFilter(null, null, null, null, null, text, null, null).conditions((condition, value) -> {
            conditions.add(condition);
            values.add(value);
        });
        try (PreparedStatement explain =
                connection.prepareStatement("explain (analyze, format json) select c.id from sequence_search c where "
                        + String.join(" and ", conditions))) {
            for (int i = 0; i < values.size(); i++) {
                explain.setObject(i + 1, values.get(i));
            }
            try (ResultSet result = explain.executeQuery()) {
                result.next();
                JsonNode index = Drawings.json(result.getString("QUERY PLAN"))
                        .findParents("Index Name")
                        .getFirst();
                assertThat(index.path("Index Name").asText()).isEqualTo("sequence_search_word_beginnings");
                return index.path("Actual Rows").asInt();
            }
        }
    }
}
