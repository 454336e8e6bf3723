package dev.sequences.insights.rebuild;

import dev.sequences.insights.views.Projection;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** All projections of this service; each can be rebuilt. */
@ApplicationScoped
public class Projections {

    static final String JOB_KIND = "rebuild-projection";

    private final List<Projection> projections;

    Projections(@All List<Projection> projections) {
        this.projections = projections;
    }

    List<Projection> all() {
        return projections;
    }

    Optional<Projection> find(String name) {
        return projections.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** Input of a rebuild job. */
    record Request(String projection) {}
}
