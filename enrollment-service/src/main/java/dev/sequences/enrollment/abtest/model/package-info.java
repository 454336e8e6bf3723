/** Statistics of A/B tests: pure functions that detect a significant difference. */
@NullMarked
package dev.sequences.enrollment.abtest.model;

import org.jspecify.annotations.NullMarked;
