package dev.sequences.enrollment;

import dev.sequences.testkit.arch.ServiceRules;
import org.junit.jupiter.api.Disabled;

class ArchitectureTest implements ServiceRules {

    @Override
    public String servicePackage() {
        return "dev.sequences.enrollment";
    }

    @Override
    @Disabled("until EnrollmentContexts has left reference/")
    public void packagesHaveNoCircles() {
        ServiceRules.super.packagesHaveNoCircles();
    }
}
