package dev.sequences.insights;

import dev.sequences.testkit.arch.ServiceRules;
import java.util.List;

class ArchitectureTest implements ServiceRules {

    @Override
    public String servicePackage() {
        return "dev.sequences.insights";
    }

    /** In this service the views consume the topics. */
    @Override
    public List<String> homesOfContracts() {
        return List.of("views");
    }
}
