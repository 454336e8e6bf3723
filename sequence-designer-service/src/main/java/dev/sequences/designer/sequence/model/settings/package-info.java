/** The settings of a sequence. One file per setting contains its fields, reader and checks. */
@NullMarked
package dev.sequences.designer.sequence.model.settings;

import org.jspecify.annotations.NullMarked;
