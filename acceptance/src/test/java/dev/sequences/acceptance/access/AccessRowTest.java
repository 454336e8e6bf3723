package dev.sequences.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequences.acceptance.access.AccessRow.Expected;
import dev.sequences.acceptance.access.AccessRow.Relation;
import dev.sequences.acceptance.access.AccessRow.Role;
import org.junit.jupiter.api.Test;

class AccessRowTest {

    @Test
    void readsEveryRowOfTheFile() {
        assertThat(AccessRow.all())
                .hasSizeGreaterThan(100)
                .extracting(AccessRow::service)
                .containsOnly("designer", "enrollment", "worklist", "segment", "insights");
    }

    @Test
    void readsTheResponsesOfRolesAndRelations() {
        AccessRow row = AccessRow.read(
                        "[designer]\n# head\nGET /a/{id} | new thing | 401 | 200 | 200+ | 200:403 | 200 201 403 404 | x=1 ?q=$id If-Match:\"1\" {\"a\": 1}")
                .getFirst();
        assertThat(row.endpoint()).isEqualTo("designer GET /a/{id}");
        assertThat(row.object()).isEqualTo("thing");
        assertThat(row.fresh()).isTrue();
        assertThat(row.expected(Role.SYSTEM_ADMINISTRATOR, Relation.FOREIGN)).isEqualTo(new Expected(200, null, null));
        assertThat(row.expected(Role.SEQUENCE_MANAGER, Relation.OWN)).isEqualTo(new Expected(200, true, null));
        assertThat(row.expected(Role.SALES_MANAGER, Relation.OWN)).isEqualTo(new Expected(200, null, "403"));
        assertThat(row.expected(Role.SALESPERSON, Relation.UNIT)).isEqualTo(new Expected(403, null, null));
        assertThat(row.request().parameters()).containsEntry("x", "1");
        assertThat(row.request().query()).isEqualTo("?q=$id");
        assertThat(row.request().headers()).containsEntry("If-Match", "\"1\"");
        assertThat(row.request().body()).isEqualTo("{\"a\": 1}");
    }

    @Test
    void readsAMediaTypeBeforeTheBody() {
        AccessRequest request = AccessRequest.of("?a=b text/csv id,City\\n1,Pune\\n");
        assertThat(request.query()).isEqualTo("?a=b");
        assertThat(request.mediaType()).isEqualTo("text/csv");
        assertThat(request.body()).isEqualTo("id,City\n1,Pune\n");
    }

    @Test
    void refusesARowWithAWrongNumberOfResponses() {
        assertThatThrownBy(() -> AccessRow.read("[designer]\nGET /a | - | 401 | 200 | 200 | 200 | 200 200 |"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
    }
}
