/** Many rows in one statement. */
@NullMarked
package dev.sequences.insights.rows;

import org.jspecify.annotations.NullMarked;
