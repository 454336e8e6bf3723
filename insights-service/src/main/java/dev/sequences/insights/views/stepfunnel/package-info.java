/** The funnel of a sequence over HTTP: from counters, or from facts where a period or a past moment is asked for. */
@NullMarked
package dev.sequences.insights.views.stepfunnel;

import org.jspecify.annotations.NullMarked;
