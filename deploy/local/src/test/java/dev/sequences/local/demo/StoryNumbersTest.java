package dev.sequences.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoryNumbersTest {

    @Test
    void a_funnel_is_read_and_shown_as_insights_tells_it() throws Exception {
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
    void a_check_that_does_not_hold_is_printed_with_both_numbers() {
        var checks = new StoryChecks();
        checks.equal("members", 5, "enrollments", 5);
        assertThat(printed(progress -> assertThat(checks.print(progress)).isTrue()))
                .contains("ok      members = enrollments: 5 = 5");
        checks.equal("entered", 5, "members", 6);
        assertThat(printed(progress -> assertThat(checks.print(progress)).isFalse()))
                .contains("FAILED  entered = members: 5 is not 6");
    }

    @Test
    void every_habit_gives_the_funnel_its_shape() {
        assertThat(closedOnDayOne(Habit.TIRELESS)).isEqualTo(1000);
        assertThat(closedOnDayOne(Habit.PROMPT)).isBetween(950, 999);
        assertThat(closedOnDayOne(Habit.SNOOZES_FIRST)).isEqualTo(400);
        assertThat(closedOnDayOne(Habit.SLOW)).isEqualTo(250);
        assertThat(skippedCalls(Habit.AVOIDS_CALLS)).isEqualTo(520);
        assertThat(rolls().mapToObj(roll -> Habit.SLOW.choose(new Habit.Situation(true, roll, 3, true, false))))
                .filteredOn(Choice.Leave.class::isInstance)
                .hasSize(333);
    }

    @Test
    void nobody_snoozes_on_the_last_day_or_twice() {
        for (var habit : Habit.values()) {
            assertThat(rolls().mapToObj(roll -> habit.choose(new Habit.Situation(true, roll, 3, true, false))))
                    .noneMatch(Choice.Snooze.class::isInstance);
            assertThat(rolls().mapToObj(roll -> habit.choose(new Habit.Situation(true, roll, 2, false, true))))
                    .noneMatch(Choice.Snooze.class::isInstance);
        }
    }

    @Test
    void a_stranger_from_an_owner_column_always_has_the_same_habit() {
        assertThat(Seller.named("dora").habit()).isEqualTo(Habit.SLOW);
        assertThat(List.of(Seller.named("zoe"), Seller.named("zoe")).stream().distinct())
                .hasSize(1);
    }

    private static int closedOnDayOne(Habit habit) {
        return (int) rolls().mapToObj(roll -> habit.choose(new Habit.Situation(false, roll, 1, false, false)))
                .filter(choice -> choice instanceof Choice.Complete || choice instanceof Choice.Skip)
                .count();
    }

    private static int skippedCalls(Habit habit) {
        return (int) rolls().mapToObj(roll -> habit.choose(new Habit.Situation(true, roll, 1, false, false)))
                .filter(Choice.Skip.class::isInstance)
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
