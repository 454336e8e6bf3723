/** Table of the current assignment rules. */
@NullMarked
package dev.sequences.segment.views.rules;

import org.jspecify.annotations.NullMarked;
