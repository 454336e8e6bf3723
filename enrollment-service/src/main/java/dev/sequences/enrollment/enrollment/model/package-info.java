/** The path of a record through one version of a sequence: pure functions and state. */
@NullMarked
package dev.sequences.enrollment.enrollment.model;

import org.jspecify.annotations.NullMarked;
