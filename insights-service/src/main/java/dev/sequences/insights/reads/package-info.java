/** How HTTP reads get at the database. */
@NullMarked
package dev.sequences.insights.reads;

import org.jspecify.annotations.NullMarked;
