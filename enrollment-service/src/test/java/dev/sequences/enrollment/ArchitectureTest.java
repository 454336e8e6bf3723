package dev.sequences.enrollment;

import dev.sequences.testkit.arch.ServiceRules;

class ArchitectureTest implements ServiceRules {

    @Override
    public String servicePackage() {
        return "dev.sequences.enrollment";
    }
}
