package dev.sequences.chassis.unit;

import dev.sequences.testkit.infra.ServiceDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A writer that is started before each test and stopped after it. Register it after the database. */
public final class StartedUnits implements BeforeEachCallback, AfterEachCallback, Supplier<Units> {

    private final Supplier<DataSource> dataSource;
    private final List<EventEffect> effects;
    private MeterRegistry metrics = new SimpleMeterRegistry();
    private Units units;

    private StartedUnits(Supplier<DataSource> dataSource, List<EventEffect> effects) {
        this.dataSource = dataSource;
        this.effects = effects;
    }

    public static StartedUnits on(ServiceDatabase database) {
        return on(database::dataSource, List.of());
    }

    static StartedUnits on(Supplier<DataSource> dataSource, List<EventEffect> effects) {
        return new StartedUnits(dataSource, effects);
    }

    @Override
    public Units get() {
        return units;
    }

    public double count(String counter) {
        return metrics.counter(counter).count();
    }

    /** Number of works that wait for the writer. */
    int waiting() {
        return (int) metrics.get("sequences.unit.waiting").gauge().value();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start();
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        stop();
    }

    void start() {
        metrics = new SimpleMeterRegistry();
        units = new Units(dataSource.get(), Counter.log(), effects, metrics);
        units.start(new StartupEvent());
    }

    void stop() throws InterruptedException {
        units.stop(new ShutdownEvent());
    }
}
