/** What a projection is, and how received events get into it. */
@NullMarked
package dev.sequences.insights.views;

import org.jspecify.annotations.NullMarked;
