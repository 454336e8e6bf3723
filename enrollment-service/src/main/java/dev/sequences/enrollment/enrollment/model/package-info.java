/** One record's walk through one version of a sequence: pure. */
@NullMarked
package dev.sequences.enrollment.enrollment.model;

import org.jspecify.annotations.NullMarked;
