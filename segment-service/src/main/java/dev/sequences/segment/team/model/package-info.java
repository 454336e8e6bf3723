/** Teams of sellers. Pure. */
@NullMarked
package dev.sequences.segment.team.model;

import org.jspecify.annotations.NullMarked;
