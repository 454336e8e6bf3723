package dev.sequences.enrollment.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Units;
import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A cached plan outlives the table size it was made for: a list of ids compared with every row of a small table would later be
 * compared with every row of a large one.
 */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class QueryPlanTest {

    private static final String QUESTION =
            "explain select id from young where id = any(array(select 'id-' || i from generate_series(1, 100) i))";

    @Inject
    ServiceUnderTest service;

    @Inject
    Units units;

    @BeforeEach
    void smallTable() {
        service.update("create table young (id text primary key)");
        service.update("insert into young select 'id-' || i from generate_series(1, 20) i");
        service.update("analyze young");
    }

    @AfterEach
    void drop() {
        service.update("drop table young");
    }

    @Test
    void usesTheIndexOfASmallTableInAUnit() {
        assertThat(planOfAUnit()).contains("Index").doesNotContain("Seq Scan on young");
    }

    /** Outside a unit of work the planner chooses freely; this shows that it has a choice. */
    @Test
    void scansASmallTableOutsideAUnit() {
        assertThat(String.join("\n", service.rows(QUESTION))).contains("Seq Scan on young");
        planOfAUnit();
        assertThat(String.join("\n", service.rows(QUESTION)))
                .as("a unit of work leaves no setting on its connection")
                .contains("Seq Scan on young");
    }

    private String planOfAUnit() {
        return units.runAlone(
                unit -> String.join("\n", Rows.of(unit.connection(), QUESTION).list(row -> row.text("QUERY PLAN"))));
    }
}
