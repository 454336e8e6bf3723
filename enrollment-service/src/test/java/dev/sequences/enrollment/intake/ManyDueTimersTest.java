package dev.sequences.enrollment.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Very many timers are due at once: several lanes fire them, each fires once, and ordered kinds keep their order. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class ManyDueTimersTest {

    private static final int WALL = 6_000;

    /** Stores what it fires in the same unit of work, so that a rolled back timer counts as not fired. */
    private abstract static class Recorder implements TimerHandler {

        @Override
        public void fire(Unit unit, List<DueTimer> due) throws SQLException {
            try (PreparedStatement insert =
                    unit.connection().prepareStatement("insert into wall_fired (timer_id, lane) values (?, ?)")) {
                for (DueTimer timer : due) {
                    if (timer.owner().equals("poison")) {
                        throw new IllegalArgumentException("this one never works");
                    }
                    insert.setString(1, timer.id());
                    insert.setString(2, Thread.currentThread().getName());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    @ApplicationScoped
    static class InAnyOrder extends Recorder {

        @Override
        public String kind() {
            return "wall-any";
        }
    }

    @ApplicationScoped
    static class InOrder extends Recorder {

        @Override
        public String kind() {
            return "wall-order";
        }

        @Override
        public boolean firesInOrder() {
            return true;
        }
    }

    @Inject
    ServiceUnderTest service;

    @BeforeEach
    void begin() {
        service.update("create table if not exists wall_fired (timer_id text not null, lane text not null,"
                + " turn bigint generated always as identity)");
        service.update("truncate wall_fired restart identity");
    }

    @AfterEach
    void reset() {
        service.update("delete from chassis.timer where kind like 'wall-%'");
        service.update("drop table wall_fired");
    }

    private void due(String kind, String owner) {
        service.update("insert into chassis.timer (id, kind, owner, due_at) select '" + kind
                + "-' || lpad(i::text, 6, '0'), '"
                + kind + "', " + owner + ", chassis.suite_now() - interval '1 hour' + i * interval '1 millisecond'"
                + " from generate_series(1, " + WALL + ") i");
    }

    private void awaitFired(int timers) {
        await().atMost(Await.TIMEOUT)
                .until(() -> service.rows("select count(*) from wall_fired").equals(List.of(Integer.toString(timers))));
    }

    private List<String> lanesOf(String kind) {
        return service.rows("select distinct lane from wall_fired where timer_id like '" + kind + "-%'");
    }

    @Test
    void sharesUnorderedTimersAmongLanes() {
        due("wall-any", "'owner-' || i");

        awaitFired(WALL);

        assertThat(service.rows("select count(distinct timer_id) from wall_fired"))
                .containsExactly(Integer.toString(WALL));
        assertThat(lanesOf("wall-any")).as("lanes that fired").hasSizeGreaterThan(1);
        assertThat(service.rows("select id from chassis.timer where kind = 'wall-any'"))
                .isEmpty();
    }

    @Test
    void keepsTheOrderOfOrderedTimers() {
        due("wall-order", "'owner-' || i");
        due("wall-any", "'owner-' || i");

        awaitFired(2 * WALL);

        assertThat(service.rows("select timer_id from wall_fired where timer_id like 'wall-order-%' order by turn"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, WALL)
                        .mapToObj("wall-order-%06d"::formatted)
                        .toList());
        assertThat(lanesOf("wall-order")).as("lanes that fired").hasSize(1);
        assertThat(service.rows("select count(distinct timer_id) from wall_fired"))
                .containsExactly(Integer.toString(2 * WALL));
    }

    @Test
    void skipsAFailingTimerAndContinues() {
        due("wall-any", "case when i % 1500 = 0 then 'poison' else 'owner-' || i end");

        awaitFired(WALL - WALL / 1_500);

        await().atMost(Await.TIMEOUT)
                .until(() -> service.rows("select count(*) from chassis.timer where kind = 'wall-any' and attempts = 1")
                        .equals(List.of(Integer.toString(WALL / 1_500))));
        assertThat(service.rows("select count(distinct timer_id) from wall_fired"))
                .containsExactly(Integer.toString(WALL - WALL / 1_500));
    }
}
