/** The settings of enrollment. */
@NullMarked
package dev.sequences.enrollment.settings;

import org.jspecify.annotations.NullMarked;
