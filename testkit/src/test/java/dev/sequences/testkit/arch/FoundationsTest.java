package dev.sequences.testkit.arch;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

/** The rules for what the services stand on. */
class FoundationsTest {

    private static final JavaClasses CHASSIS = ServiceRules.Imported.of("dev.sequences.chassis");
    private static final JavaClasses CONTRACTS = ServiceRules.Imported.of("dev.sequences.contracts");

    @Test
    void debeziumStaysInTheRelay() {
        Rules.debeziumStaysInTheRelay().check(CHASSIS);
    }

    @Test
    void axonStaysWhereItBelongs() {
        Rules.axonStaysInTheChassis().check(CHASSIS);
    }

    @Test
    void theChassisKnowsNoDomainWord() {
        Rules.chassisKnowsNoDomainWord().check(CHASSIS);
    }

    @Test
    void theContractsDependOnTheJdkOnly() {
        Rules.contractsKnowTheJdkOnly().check(CONTRACTS);
    }

    @Test
    void namesSaySomething() {
        Rules.namesSaySomething().check(CHASSIS);
        Rules.namesSaySomething().check(CONTRACTS);
    }

    @Test
    void everyPackageIsNullMarked() {
        Rules.everyPackageIsNullMarked().check(CHASSIS);
        Rules.everyPackageIsNullMarked().check(CONTRACTS);
    }
}
