/** The documented views as CSV. */
@NullMarked
package dev.sequences.insights.export;

import org.jspecify.annotations.NullMarked;
