/** CRM records become the cards that items show. */
@NullMarked
package dev.sequences.worklist.intake.records;

import org.jspecify.annotations.NullMarked;
