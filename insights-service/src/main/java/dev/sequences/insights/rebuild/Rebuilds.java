package dev.sequences.insights.rebuild;

import dev.sequences.insights.views.Projection;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The projections that can be rebuilt: all of them. */
@ApplicationScoped
public class Rebuilds {

    static final String JOB = "rebuild-projection";

    private final List<Projection> projections;

    Rebuilds(@All List<Projection> projections) {
        this.projections = projections;
    }

    List<Projection> all() {
        return projections;
    }

    Optional<Projection> named(String name) {
        return projections.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** What a job is asked to do. */
    record Request(String projection) {}
}
