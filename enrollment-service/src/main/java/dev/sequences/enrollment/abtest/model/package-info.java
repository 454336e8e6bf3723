/** When the result of an A/B test is more than chance: pure. */
@NullMarked
package dev.sequences.enrollment.abtest.model;

import org.jspecify.annotations.NullMarked;
