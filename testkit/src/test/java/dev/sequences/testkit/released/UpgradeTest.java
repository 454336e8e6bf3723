package dev.sequences.testkit.released;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.testkit.infra.Infrastructure;
import dev.sequences.testkit.infra.PostgresServer.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applies all later migrations of both folders to a database of the first release. */
class UpgradeTest {

    @TempDir
    Path before;

    @ParameterizedTest
    @CsvSource({
        "designer,sequence-designer-service",
        "enrollment,enrollment-service",
        "worklist,worklist-service",
        "segment,segment-service",
        "insights,insights-service"
    })
    void aReleasedDatabaseTakesWhatIsNew(String service, String module) throws IOException {
        String chassis = "chassis/src/main/resources/db/chassis";
        String own = module + "/src/main/resources/db/" + service;
        for (String folder : new String[] {chassis, own}) {
            for (Path file : ReleasedFiles.firstMigrationsIn(folder)) {
                Files.copy(file, before.resolve(file.getFileName()));
            }
        }
        Database database = Infrastructure.postgres().database("upgrade_" + service);

        MigrateResult released = flyway(database, before).load().migrate();
        MigrateResult now = flyway(database, ReleasedFiles.ROOT.resolve(chassis), ReleasedFiles.ROOT.resolve(own))
                .load()
                .migrate();

        assertThat(released.migrationsExecuted).as("released").isGreaterThanOrEqualTo(2);
        assertThat(released.migrationsExecuted + now.migrationsExecuted)
                .as("all there are")
                .isEqualTo(count(chassis) + count(own));
    }

    private static FluentConfiguration flyway(Database database, Path... folders) {
        return Flyway.configure()
                .dataSource(database.url(), database.username(), database.password())
                .locations(
                        Stream.of(folders).map(folder -> "filesystem:" + folder).toArray(String[]::new))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .outOfOrder(true);
    }

    private static int count(String folder) throws IOException {
        try (Stream<Path> files = Files.list(ReleasedFiles.ROOT.resolve(folder))) {
            return Math.toIntExact(
                    files.filter(file -> file.toString().endsWith(".sql")).count());
        }
    }
}
