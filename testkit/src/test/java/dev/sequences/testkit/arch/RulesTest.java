package dev.sequences.testkit.arch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that each rule fails for a small service that violates it. */
class RulesTest {

    private static final JavaClasses BROKEN =
            new ClassFileImporter().importPackages("dev.sequences.testkit.arch.broken");

    static Stream<Arguments> eachRuleWithWhatItMustFind() {
        return Stream.of(
                Arguments.of(Rules.modelsKnowTheJdkOnly(), "Framework"),
                Arguments.of(Rules.modelsHaveNoClockAndNoDice(), "randomUUID"),
                Arguments.of(Rules.modelsHaveNoClockAndNoDice(), "java.time.Instant.now"),
                Arguments.of(Rules.contractsStayIn(List.of("publication", "intake")), "SegmentDeletedV1"),
                Arguments.of(Rules.viewsNeverSeeDeciders(), "ThingDecider"),
                Arguments.of(Rules.intakeNeverReadsViews(), "ThingIntake"),
                Arguments.of(Rules.policiesNeverSeeViewsNorHttp(), "ThingsView"),
                Arguments.of(Rules.policiesNeverSeeViewsNorHttp(), "dev.sequences.chassis.answer.Problem"),
                Arguments.of(Rules.nothingImportsWiring(), "Boot"),
                Arguments.of(Rules.debeziumStaysInTheRelay(), "Tail"),
                Arguments.of(Rules.axonStaysInTheChassis(), "Shell"),
                Arguments.of(Rules.packagesHaveNoCircles(), "dev.sequences.testkit.arch.broken.circle.inner"),
                Arguments.of(Rules.namesSaySomething(), "ThingManager"),
                Arguments.of(Rules.namesSaySomething(), "BaseThing"),
                Arguments.of(Rules.everyPackageIsNullMarked(), "dev.sequences.testkit.arch.broken.thing"));
    }

    @ParameterizedTest
    @MethodSource("eachRuleWithWhatItMustFind")
    void reportsTheViolationWithReasonAndRemedy(ArchRule rule, String found) {
        assertThatThrownBy(() -> rule.check(BROKEN))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(found)
                .hasMessageContaining("because")
                .hasMessageContaining("What to do: ");
    }

    @Test
    void allowsUpcastersToUseAxon() {
        Rules.axonStaysInTheChassis()
                .check(new ClassFileImporter().importClasses(UpcasterLike.class, UpcasterLike[].class));
    }

    private record UpcasterLike(org.axonframework.serialization.upcasting.event.EventUpcaster upcaster) {}
}
