/** What a person types after {@code ./sequences}: one class per command. */
@NullMarked
package dev.sequences.local.command;

import org.jspecify.annotations.NullMarked;
