package dev.sequences.acceptance;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.sequences.testkit.arch.Rules;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packages of this module and of the local run, which is built without the test kit. */
class ArchitectureTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "target/classes",
                "target/test-classes",
                "../deploy/local/target/classes",
                "../deploy/local/target/test-classes"
            })
    void packagesHaveNoCircles(String classes) {
        Rules.packagesHaveNoCircles().check(new ClassFileImporter().importPath(Path.of(classes)));
    }
}
