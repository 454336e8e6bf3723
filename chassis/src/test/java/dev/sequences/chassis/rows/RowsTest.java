package dev.sequences.chassis.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequences.testkit.infra.ServiceDatabase;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RowsTest {

    @RegisterExtension
    static final ServiceDatabase database = ServiceDatabase.of("chassis_test", new String[0]);

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00.123456Z");
    private static final UUID ID = UUID.fromString("0190f5e2-0000-7000-8000-000000000001");

    private Connection connection;

    private record Item(
            String id, @Nullable Long size, @Nullable Instant at) {}

    @BeforeEach
    void createATable() throws SQLException {
        connection = database.connect();
        run("create temporary table item (id text primary key, size bigint, at timestamptz, tags text[])");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void readsWhatWasWrittenInEachType() {
        run(
                "create temporary table typed (t text, i int, l bigint, d double precision, n numeric, b boolean, ts timestamptz,"
                        + " day date, raw bytea, id uuid)");
        int written = Rows.of(connection, "insert into typed values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .with("text", 1, 2L, 2.5, new BigDecimal("3.10"), true)
                .with(NOON, LocalDate.parse("2026-03-04"), bytes("raw"), ID)
                .update();

        assertThat(written).isEqualTo(1);
        Rows.of(connection, "select * from typed").forEach(row -> {
            assertThat(row.text("t")).isEqualTo("text");
            assertThat(row.intValue("i")).isEqualTo(1);
            assertThat(row.longValue("l")).isEqualTo(2);
            assertThat(row.doubleValue("d")).isEqualTo(2.5);
            assertThat(row.decimalOrNull("n")).isEqualByComparingTo("3.10");
            assertThat(row.bool("b")).isTrue();
            assertThat(row.instant("ts")).isEqualTo(NOON);
            assertThat(row.date("day")).isEqualTo(LocalDate.parse("2026-03-04"));
            assertThat(row.bytes("raw")).isEqualTo(bytes("raw"));
            assertThat(row.text("id")).isEqualTo(ID.toString());
        });
    }

    @Test
    void readsNullOnlyWhereTheCallerAcceptsIt() {
        Rows.of(
                        connection,
                        "select null::text as t, null::int as i, null::bigint as l, null::float8 as d, null::numeric as n, null::boolean as b,"
                                + " null::timestamptz as ts, null::date as day, null::bytea as raw, null::text[] as tags")
                .forEach(row -> {
                    assertThat(row.textOrNull("t")).isNull();
                    assertThat(row.intOrNull("i")).isNull();
                    assertThat(row.longOrNull("l")).isNull();
                    assertThat(row.doubleOrNull("d")).isNull();
                    assertThat(row.decimalOrNull("n")).isNull();
                    assertThat(row.boolOrNull("b")).isNull();
                    assertThat(row.instantOrNull("ts")).isNull();
                    assertThat(row.dateOrNull("day")).isNull();
                    assertThat(row.bytesOrNull("raw")).isNull();
                    assertThat(row.texts("tags")).isEmpty();
                    List<Rows.Consumer> required = List.of(
                            r -> r.text("t"),
                            r -> r.intValue("i"),
                            r -> r.longValue("l"),
                            r -> r.doubleValue("d"),
                            r -> r.bool("b"),
                            r -> r.instant("ts"),
                            r -> r.date("day"),
                            r -> r.bytes("raw"));
                    assertThat(required).allSatisfy(read -> assertThatThrownBy(() -> read.accept(row))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageMatching("column \\w+ is null"));
                });
    }

    @Test
    void bindsNullAsTheTypeOfTheColumn() {
        Rows.of(connection, "insert into item values (?, ?, ?, ?)")
                .with("a", null, null, null)
                .update();

        assertThat(items()).containsExactly(new Item("a", null, null));
    }

    @Test
    void bindsCollectionsAndArraysAsSqlArrays() {
        insert("a", 1L);
        insert("b", 2L);
        insert("c", 3L);

        assertThat(ids("id = any(?)", List.of("a", "c"))).containsExactly("a", "c");
        assertThat(ids("id = any(?)", (Object) new String[] {"b"})).containsExactly("b");
        assertThat(ids("size = any(?)", Set.of(2L))).containsExactly("b");
        assertThat(ids("size = any(?)", List.of(3))).containsExactly("c");
        assertThat(ids("?::uuid = any(?)", ID, List.of(ID))).containsExactly("a", "b", "c");
        assertThat(ids("id = any(?)", List.of())).isEmpty();
    }

    @Test
    void readsTextArrays() {
        Rows.of(connection, "insert into item (id, tags) values (?, ?)")
                .with("a", List.of("x", "y, z"))
                .update();

        List<String> tags = Rows.of(connection, "select tags from item").one(row -> row.texts("tags"));

        assertThat(tags).containsExactly("x", "y, z");
    }

    @Test
    void returnsTheFirstRowIfThereIsOne() {
        assertThat(Rows.of(connection, "select id from item order by id").first(row -> row.text("id")))
                .isEmpty();
        insert("b", 2L);
        insert("a", 1L);

        assertThat(Rows.of(connection, "select id from item order by id").first(row -> row.text("id")))
                .contains("a");
    }

    @Test
    void expectsARowWhereThereMustBeOne() {
        Long count = Rows.of(connection, "select count(*) as count from item").one(row -> row.longValue("count"));

        assertThat(count).isZero();
        assertThatThrownBy(() -> Rows.of(connection, "select id from item").one(row -> row.text("id")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("select id from item");
    }

    @Test
    void reportsWhetherARowExists() {
        Rows found = Rows.of(connection, "select 1 from item where id = ?").with("a");
        assertThat(found.exists()).isFalse();
        insert("a", 1L);

        assertThat(found.exists()).isTrue();
    }

    @Test
    void returnsTheNumberOfAffectedRows() {
        insert("a", 1L);
        insert("b", 2L);

        assertThat(Rows.of(connection, "update item set size = 5 where size > ?")
                        .with(1)
                        .update())
                .isEqualTo(1);
        assertThat(Rows.of(connection, "delete from item").update()).isEqualTo(2);
    }

    @Test
    void reportsAnErrorOfTheStatementAsAPermanentFailure() {
        insert("a", 1L);

        assertThatThrownBy(() -> insert("a", 1L)).isInstanceOfSatisfying(StorageFailure.class, failure -> {
            assertThat(failure.isTransient()).isFalse();
            assertThat(failure).hasMessageContaining("duplicate key");
        });
        assertThatThrownBy(() -> Rows.of(connection, "select id from item").list(row -> row.text("no_such_column")))
                .isInstanceOf(StorageFailure.class);
    }

    @Test
    void reportsALostConnectionAsATransientFailure() {
        assertThatThrownBy(() -> Rows.of(connection, "select pg_terminate_backend(pg_backend_pid())")
                        .exists())
                .isInstanceOfSatisfying(StorageFailure.class, failure -> assertThat(failure.isTransient())
                        .isTrue());
        assertThatThrownBy(() -> Rows.of(connection, "select 1").exists())
                .satisfies(failure -> assertThat(StorageFailure.isTransient(new IllegalStateException(failure)))
                        .isTrue());
    }

    @Test
    void closesItsStatements() throws SQLException {
        List<PreparedStatement> opened = new ArrayList<>();
        Connection watched = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(connection, arguments);
                    if (result instanceof PreparedStatement statement) {
                        opened.add(statement);
                    }
                    return result;
                });
        Rows.of(watched, "select 1 as one").list(row -> row.intValue("one"));
        Rows.of(watched, "select 1 as one").first(row -> row.intValue("one"));
        Rows.of(watched, "delete from item").update();
        assertThatThrownBy(() -> Rows.of(watched, "select ?").with(new Object()).exists())
                .isInstanceOf(StorageFailure.class);

        assertThat(opened).hasSize(4);
        for (PreparedStatement statement : opened) {
            assertThat(statement.isClosed()).isTrue();
        }
    }

    /** One statement for all rows; the order of the list is the order of the rows. */
    @Test
    void writesRowsAsArraysOfColumns() throws SQLException {
        List<Column<Item>> columns =
                List.of(Column.text("id", Item::id), Column.bigint("size", Item::size), Column.instant("at", Item::at));
        List<Item> items = List.of(new Item("a", 1L, NOON), new Item("b", null, null));
        try (PreparedStatement insert = connection.prepareStatement("insert into item " + Column.insertion(columns))) {
            Column.bind(insert, columns, items);
            assertThat(insert.executeUpdate()).isEqualTo(2);
        }
        assertThat(items()).isEqualTo(items);

        List<Item> changed = List.of(new Item("b", 5L, NOON), new Item("unknown", 6L, NOON));
        try (PreparedStatement update = connection.prepareStatement("update item as t " + Column.changes(columns))) {
            Column.bind(update, columns, changed);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        assertThat(items()).containsExactly(new Item("a", 1L, NOON), new Item("b", 5L, NOON));
    }

    private List<Item> items() {
        return Rows.of(connection, "select * from item order by id")
                .list(row -> new Item(row.text("id"), row.longOrNull("size"), row.instantOrNull("at")));
    }

    private List<String> ids(String condition, Object... arguments) {
        return Rows.of(connection, "select id from item where " + condition + " order by id")
                .with(arguments)
                .list(row -> row.text("id"));
    }

    private void insert(String id, Long size) {
        Rows.of(connection, "insert into item (id, size) values (?, ?)")
                .with(id, size)
                .update();
    }

    private void run(String sql) {
        Rows.of(connection, sql).update();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
