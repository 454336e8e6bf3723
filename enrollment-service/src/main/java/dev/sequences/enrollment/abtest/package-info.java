/** Running A/B tests: counting, deciding, and the API to read and stop them. */
@NullMarked
package dev.sequences.enrollment.abtest;

import org.jspecify.annotations.NullMarked;
