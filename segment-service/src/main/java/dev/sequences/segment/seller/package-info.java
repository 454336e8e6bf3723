/** HTTP API of sellers and their calendars. */
@NullMarked
package dev.sequences.segment.seller;

import org.jspecify.annotations.NullMarked;
