/** Beans that configure the chassis for this service. */
@NullMarked
package dev.sequences.insights.wiring;

import org.jspecify.annotations.NullMarked;
