package dev.sequences.chassis.settings;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The installation, where several share a PostgreSQL server or a Kafka cluster. Set the same value in every service of an installation. */
@ConfigMapping(prefix = "sequences")
public interface InstallationSettings {

    /**
     * Name of the installation: lower-case letters, digits and dashes. The names of its topics and consumer groups start with it and a dot,
     * the names of its replication slots with it and an underscore. Unset: no prefix. A service with another name reads other topics from
     * their beginning.
     */
    Optional<String> installation();
}
