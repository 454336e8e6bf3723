/** Long-running work of this service, in slices. */
@NullMarked
package dev.sequences.enrollment.jobs;

import org.jspecify.annotations.NullMarked;
