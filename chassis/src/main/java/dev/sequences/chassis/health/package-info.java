/** Health checks of the parts that all services share: the group {@code flow} and liveness. */
@NullMarked
package dev.sequences.chassis.health;

import org.jspecify.annotations.NullMarked;
