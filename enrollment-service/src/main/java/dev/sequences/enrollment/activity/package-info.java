/** Activities with customers, as they are told over HTTP or on the topic. */
@NullMarked
package dev.sequences.enrollment.activity;

import org.jspecify.annotations.NullMarked;
