package dev.sequences.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @ParameterizedTest
    @CsvSource({"00, false", "01, true", "02, false", "ff, true"})
    void goesOnWithTheTraceOfTheHopBefore(String flags, boolean sampled) {
        TraceParent hop = TraceParent.childOf("00-" + TRACE + "-" + SPAN + "-" + flags);
        assertThat(hop.traceId()).isEqualTo(TRACE);
        assertThat(hop.parentId()).isEqualTo(SPAN);
        assertThat(hop.spanId()).isNotEqualTo(SPAN).matches("[0-9a-f]{16}");
        assertThat(hop.sampled()).isEqualTo(sampled);
        assertThat(hop.toString()).isEqualTo("00-" + TRACE + "-" + hop.spanId() + (sampled ? "-01" : "-00"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00",
                "01-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-0",
                "00-" + TRACE + "-" + SPAN + "-01-",
                "00-" + TRACE + "-" + SPAN + "-0g",
                "00-" + TRACE + "_" + SPAN + "-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01"
            })
    void beginsATraceWithoutAHopBefore(String header) {
        TraceParent hop = TraceParent.childOf(header);
        assertThat(hop.traceId()).isNotEqualTo(TRACE).matches("[0-9a-f]{32}");
        assertThat(hop.parentId()).isNull();
        assertThat(hop.sampled()).isTrue();
    }

    @Test
    void namesTheHopItselfWhenItIsTheFirst() {
        TraceParent first = TraceParent.root("00-" + TRACE + "-" + SPAN + "-01");
        assertThat(first.spanId()).isEqualTo(SPAN);
        assertThat(first.parentId()).isNull();
    }
}
