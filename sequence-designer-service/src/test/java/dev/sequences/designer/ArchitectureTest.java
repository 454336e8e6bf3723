package dev.sequences.designer;

import dev.sequences.testkit.arch.ServiceRules;

class ArchitectureTest implements ServiceRules {

    @Override
    public String servicePackage() {
        return "dev.sequences.designer";
    }
}
