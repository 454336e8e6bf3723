/** The typed settings that belong to no other package, and the check for unknown ones. */
@NullMarked
package dev.sequences.chassis.settings;

import org.jspecify.annotations.NullMarked;
