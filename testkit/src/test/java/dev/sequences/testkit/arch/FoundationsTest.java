package dev.sequences.testkit.arch;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for the modules that the services depend on. */
class FoundationsTest {

    private static final JavaClasses CHASSIS = ServiceRules.Imported.of("dev.sequences.chassis");
    private static final JavaClasses LANGUAGE = ServiceRules.Imported.of("dev.sequences.language");
    private static final JavaClasses CONTRACTS = ServiceRules.Imported.of("dev.sequences.contracts");

    @Test
    void confinesDebeziumToTheRelay() {
        Rules.debeziumStaysInTheRelay().check(CHASSIS);
    }

    @Test
    void confinesAxonToItsPackages() {
        Rules.axonStaysInTheChassis().check(CHASSIS);
    }

    @Test
    void keepsDomainWordsOutOfTheChassis() {
        Rules.chassisKnowsNoDomainWord().check(CHASSIS);
    }

    @Test
    void limitsTheLanguageToTheJdk() {
        Rules.languageKnowsTheJdkOnly().check(LANGUAGE);
    }

    @Test
    void limitsTheContractsToTheJdk() {
        Rules.contractsKnowTheJdkOnly().check(CONTRACTS);
    }

    @Test
    void refusesMeaninglessNames() {
        Rules.namesSaySomething().check(CHASSIS);
        Rules.namesSaySomething().check(LANGUAGE);
        Rules.namesSaySomething().check(CONTRACTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.sequences.language",
                "dev.sequences.contracts",
                "dev.sequences.chassis",
                "dev.sequences.testkit"
            })
    void packagesHaveNoCircles(String rootPackage) {
        Rules.packagesHaveNoCircles().check(ServiceRules.Imported.of(rootPackage));
    }

    /** The test classes of other modules are not on the class path. */
    @ParameterizedTest
    @ValueSource(strings = {"../language", "../contracts", "../chassis", "."})
    void packagesOfTestsHaveNoCircles(String module) {
        Rules.packagesHaveNoCircles()
                .check(new ClassFileImporter()
                        .withImportOption(location -> !location.contains("/arch/broken/"))
                        .importPath(Path.of(module, "target", "test-classes")));
    }

    @Test
    void requiresNullMarkedOnEveryPackage() {
        Rules.everyPackageIsNullMarked().check(CHASSIS);
        Rules.everyPackageIsNullMarked().check(LANGUAGE);
        Rules.everyPackageIsNullMarked().check(CONTRACTS);
    }
}
