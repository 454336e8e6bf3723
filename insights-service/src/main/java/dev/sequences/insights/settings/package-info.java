/** Settings of insights. */
@NullMarked
package dev.sequences.insights.settings;

import org.jspecify.annotations.NullMarked;
