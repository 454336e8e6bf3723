/** The service's table of contents. */
@NullMarked
package dev.sequences.insights.wiring;

import org.jspecify.annotations.NullMarked;
