package dev.sequences.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoNumbersTest {

    @Test
    void printsTheFunnelOfInsights() throws Exception {
        var funnel = Funnel.of(SuiteClient.JSON.readTree("""
                {"entered": 10, "inProgress": 4, "completed": 6, "averageDaysToComplete": 2.25,
                 "endReasons": {"sequence-completed": 6},
                 "steps": [
                  {"key": "introduction", "type": "email", "name": "Introduction", "entered": 10, "inProgress": 1, "completed": 8,
                   "skipped": 1, "cancelled": 0},
                  {"key": "first-call", "type": "phone-call", "name": "First call", "entered": 9, "inProgress": 3, "completed": 4,
                   "skipped": 2, "cancelled": 0}]}
                """));
        assertThat(funnel.step("introduction").closed()).isEqualTo(9);
        assertThat(funnel.step("meeting").entered()).isZero();
        assertThat(funnel.ended("sequence-completed")).isEqualTo(6);
        assertThat(printed(funnel::print))
                .contains("Introduction", "########################---...")
                .contains("average 2.25 days to complete")
                .contains("ended with sequence-completed: 6");
    }

    @Test
    void printsAFailedCheckWithBothNumbers() {
        var checks = new DemoChecks();
        checks.equal("members", 5, "enrollments", 5);
        assertThat(printed(progress -> assertThat(checks.print(progress)).isTrue()))
                .contains("ok      members = enrollments: 5 = 5");
        checks.equal("entered", 5, "members", 6);
        assertThat(printed(progress -> assertThat(checks.print(progress)).isFalse()))
                .contains("FAILED  entered = members: 5 is not 6");
    }

    @Test
    void shapesTheFunnelByTheProfiles() {
        assertThat(closedOnDayOne(SellerProfile.TIRELESS)).isEqualTo(1000);
        assertThat(closedOnDayOne(SellerProfile.PROMPT)).isBetween(950, 999);
        assertThat(closedOnDayOne(SellerProfile.SNOOZES_FIRST)).isEqualTo(400);
        assertThat(closedOnDayOne(SellerProfile.SLOW)).isEqualTo(250);
        assertThat(skippedCalls(SellerProfile.AVOIDS_CALLS)).isEqualTo(520);
        assertThat(rolls().mapToObj(roll ->
                        SellerProfile.SLOW.actOn(new SellerProfile.OpenItem(true, roll, 3, true, false))))
                .filteredOn(SellerAction.Leave.class::isInstance)
                .hasSize(333);
    }

    @Test
    void neverSnoozesOnTheLastDayOrTwice() {
        for (var profile : SellerProfile.values()) {
            assertThat(rolls().mapToObj(roll -> profile.actOn(new SellerProfile.OpenItem(true, roll, 3, true, false))))
                    .noneMatch(SellerAction.Snooze.class::isInstance);
            assertThat(rolls().mapToObj(roll -> profile.actOn(new SellerProfile.OpenItem(true, roll, 2, false, true))))
                    .noneMatch(SellerAction.Snooze.class::isInstance);
        }
    }

    private static int closedOnDayOne(SellerProfile profile) {
        return (int) rolls().mapToObj(roll -> profile.actOn(new SellerProfile.OpenItem(false, roll, 1, false, false)))
                .filter(choice -> choice instanceof SellerAction.Complete || choice instanceof SellerAction.Skip)
                .count();
    }

    private static int skippedCalls(SellerProfile profile) {
        return (int) rolls().mapToObj(roll -> profile.actOn(new SellerProfile.OpenItem(true, roll, 1, false, false)))
                .filter(SellerAction.Skip.class::isInstance)
                .count();
    }

    private static IntStream rolls() {
        return IntStream.range(0, 1000);
    }

    private static String printed(Consumer<Progress> printing) {
        var bytes = new ByteArrayOutputStream();
        printing.accept(new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
