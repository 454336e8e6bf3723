/** Values of record fields as text in files: their types, notations, and the type of a column. Pure; see ADR 0020. */
@NullMarked
package dev.sequences.language.value;

import org.jspecify.annotations.NullMarked;
