package dev.sequences.testkit.history;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequences.chassis.eventlog.EventNames;
import org.junit.jupiter.api.Test;

class StoredSamplesTest {

    @Test
    void readsASampleBackThroughTheEventLog() {
        assertThatCode(check("lamp.turned", Turned.class)).doesNotThrowAnyException();
    }

    @Test
    void detectsAFieldThatTheTypeLost() {
        assertThatThrownBy(check("lamp.renamed", Renamed.class)::call)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/history/lamp.renamed/v1.json")
                .hasMessageContaining("colour");
    }

    @Test
    void requiresASampleOfEveryEvent() {
        assertThatThrownBy(check("lamp.lost", Turned.class)::call)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("src/test/resources/history/lamp.lost/v1.json is missing");
    }

    private static org.assertj.core.api.ThrowableAssert.ThrowingCallable check(String name, Class<?> type) {
        StoredSamples samples = () -> new EventNames().add(name, 1, type);
        return () -> samples.everyRevisionEverStoredIsReadable()
                .findFirst()
                .orElseThrow()
                .getExecutable()
                .execute();
    }

    record Turned(boolean on) {}

    record Renamed(String name) {}
}
