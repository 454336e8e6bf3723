/** Tests of the Helm chart: it is rendered by Helm itself, without a cluster. */
@NullMarked
package dev.sequences.chart;

import org.jspecify.annotations.NullMarked;
