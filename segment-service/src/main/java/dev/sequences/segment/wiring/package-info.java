/** What is stored under which name. */
@NullMarked
package dev.sequences.segment.wiring;

import org.jspecify.annotations.NullMarked;
