/** How CRM records were closed, and the success rates that follow. */
@NullMarked
package dev.sequences.insights.views.outcomes;

import org.jspecify.annotations.NullMarked;
