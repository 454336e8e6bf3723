/** The published language of the suite: names, topics and envelope. Depends on the JDK only. */
@NullMarked
package dev.sequences.contracts;

import org.jspecify.annotations.NullMarked;
