/** What has been received, append-only: the source of every rebuild. */
@NullMarked
package dev.sequences.insights.archive;

import org.jspecify.annotations.NullMarked;
