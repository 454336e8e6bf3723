package dev.sequences.testkit.spec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequences.chassis.eventlog.EventLog;
import dev.sequences.chassis.eventlog.EventNames;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.chassis.unit.Units;
import dev.sequences.testkit.infra.ServiceDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.sql.PreparedStatement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EverythingTwiceTest {

    @RegisterExtension
    static final ServiceDatabase database = ServiceDatabase.of("testkit", "classpath:db/testkit");

    private static final Delivery[] THREE = {
        Delivery.sample("e1", 0, "sequences.enrollment.record-enrolled.v1"),
        Delivery.sample("e1", 1, "sequences.enrollment.step-opened.v1"),
        Delivery.sample("e2", 0, "sequences.enrollment.record-enrolled.v1")
    };

    private Units units;

    @BeforeEach
    void startAWriter() throws ReflectiveOperationException {
        var constructor =
                Units.class.getDeclaredConstructor(DataSource.class, EventLog.class, List.class, MeterRegistry.class);
        constructor.setAccessible(true);
        units = constructor.newInstance(
                database.dataSource(), new EventLog(new EventNames()), List.of(), new SimpleMeterRegistry());
        lifecycle("start", StartupEvent.class, new StartupEvent());
    }

    @AfterEach
    void stopIt() throws ReflectiveOperationException {
        lifecycle("stop", ShutdownEvent.class, new ShutdownEvent());
    }

    private void lifecycle(String name, Class<?> event, Object argument) throws ReflectiveOperationException {
        var method = Units.class.getDeclaredMethod(name, event);
        method.setAccessible(true);
        method.invoke(units, argument);
    }

    @Test
    void acceptsAHandlerThatRecognizesARepeatedMessage() throws Exception {
        EverythingTwice.on(units, database.dataSource())
                .comparing("public.seen")
                .deliver(
                        counting("insert into seen values (?, 1, ?) on conflict (key) do update"
                                + " set count = seen.count + 1, sequence = excluded.sequence"
                                + " where seen.sequence < excluded.sequence"),
                        THREE);
    }

    @Test
    void detectsAHandlerThatCountsARepeatedMessage() {
        assertThatThrownBy(() -> EverythingTwice.on(units, database.dataSource())
                        .comparing("public.seen")
                        .deliver(
                                counting("insert into seen values (?, 1, ?) on conflict (key) do update"
                                        + " set count = seen.count + 1, sequence = excluded.sequence"),
                                THREE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("everything was delivered a second time")
                .hasMessageContaining("public.seen")
                .hasMessageContaining("- {\"key\":\"e1\",\"count\":2")
                .hasMessageContaining("+ {\"key\":\"e1\",\"count\":4");
    }

    /** All of them again lead to the same end; one of them alone does not. */
    @Test
    void detectsAHandlerThatWronglyDeclaresItsOwnGuard() {
        MessageHandler setting = counting(
                "insert into seen values (?, 0, ?) on conflict (key) do update" + " set sequence = excluded.sequence");
        MessageHandler boasting = new MessageHandler() {
            @Override
            public void handle(Unit unit, List<Message> messages) throws Exception {
                setting.handle(unit, messages);
            }

            @Override
            public boolean isIdempotent(Message message) {
                return true;
            }
        };
        assertThatThrownBy(() -> EverythingTwice.on(units, database.dataSource())
                        .comparing("public.seen")
                        .deliver(boasting, THREE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was redelivered")
                .hasMessageContaining("public.seen");
    }

    private static MessageHandler counting(String sql) {
        return (unit, messages) -> {
            try (PreparedStatement upsert = unit.connection().prepareStatement(sql)) {
                for (var message : messages) {
                    upsert.setString(1, message.key());
                    upsert.setLong(2, message.position());
                    upsert.executeUpdate();
                }
            }
        };
    }
}
