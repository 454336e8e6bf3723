package dev.sequences.testkit.arch;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/**
 * The architecture rules of one service. A service's {@code ArchitectureTest} implements this interface with its package:
 *
 * <pre>{@code
 * class ArchitectureTest implements ServiceRules {
 *     public String servicePackage() {
 *         return "dev.sequences.worklist";
 *     }
 * }
 * }</pre>
 */
public interface ServiceRules {

    /** Returns the root package of the service. */
    String servicePackage();

    /** Returns the packages that may import contracts. Insights, whose views are the listeners, adds {@code views}. */
    default List<String> homesOfContracts() {
        return List.of("publication", "intake");
    }

    default JavaClasses classes() {
        return Imported.of(servicePackage());
    }

    @Test
    default void modelsKnowTheJdkOnly() {
        Rules.modelsKnowTheJdkOnly().check(classes());
    }

    @Test
    default void modelsHaveNoClockAndNoDice() {
        Rules.modelsHaveNoClockAndNoDice().check(classes());
    }

    @Test
    default void contractsStayAtTheEdges() {
        Rules.contractsStayIn(homesOfContracts()).check(classes());
    }

    @Test
    default void viewsNeverSeeDeciders() {
        Rules.viewsNeverSeeDeciders().check(classes());
    }

    @Test
    default void intakeNeverReadsViews() {
        Rules.intakeNeverReadsViews().check(classes());
    }

    @Test
    default void policiesNeverSeeViewsNorHttp() {
        Rules.policiesNeverSeeViewsNorHttp().check(classes());
    }

    @Test
    default void nothingImportsWiring() {
        Rules.nothingImportsWiring().check(classes());
    }

    @Test
    default void confinesDebeziumToTheRelay() {
        Rules.debeziumStaysInTheRelay().check(classes());
    }

    @Test
    default void axonStaysInTheChassis() {
        Rules.axonStaysInTheChassis().check(classes());
    }

    @Test
    default void refusesMeaninglessNames() {
        Rules.namesSaySomething().check(classes());
    }

    @Test
    default void requiresNullMarkedOnEveryPackage() {
        Rules.everyPackageIsNullMarked().check(classes());
    }

    @Test
    default void packagesHaveNoCircles() {
        Rules.packagesHaveNoCircles().check(classes());
    }

    @Test
    default void packagesOfTestsHaveNoCircles() {
        Rules.packagesHaveNoCircles()
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                        .importPackages(servicePackage()));
    }

    /** Caches imported classes: reading class files takes a second or two, so each package is read once per JVM. */
    final class Imported {

        private static final Map<String, JavaClasses> BY_PACKAGE = new ConcurrentHashMap<>();

        private Imported() {}

        static JavaClasses of(String rootPackage) {
            return BY_PACKAGE.computeIfAbsent(rootPackage, root -> {
                JavaClasses found = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(root);
                if (found.isEmpty()) {
                    throw new IllegalStateException("no classes in " + root + ": is servicePackage() right?");
                }
                return found;
            });
        }
    }
}
