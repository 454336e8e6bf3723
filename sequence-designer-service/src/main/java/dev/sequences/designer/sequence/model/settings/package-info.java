/** What holds for a whole sequence. One file per setting holds its fields, how they are read and what is checked of them. */
@NullMarked
package dev.sequences.designer.sequence.model.settings;

import org.jspecify.annotations.NullMarked;
