/** Activities with customers, received over HTTP or from the topic. */
@NullMarked
package dev.sequences.enrollment.activity;

import org.jspecify.annotations.NullMarked;
