/** HTTP API of teams. */
@NullMarked
package dev.sequences.segment.team;

import org.jspecify.annotations.NullMarked;
