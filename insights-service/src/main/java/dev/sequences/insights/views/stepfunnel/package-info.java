/** The funnel of a sequence over HTTP, from counters, or from facts for a period or a past point in time. */
@NullMarked
package dev.sequences.insights.views.stepfunnel;

import org.jspecify.annotations.NullMarked;
