/** Settings of the service. */
@NullMarked
package dev.sequences.segment.settings;

import org.jspecify.annotations.NullMarked;
