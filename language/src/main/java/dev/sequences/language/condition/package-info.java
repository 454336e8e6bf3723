/** Conditions on a record: their tree, operators, values, reader and evaluation. Pure; shared by all services. */
@NullMarked
package dev.sequences.language.condition;

import org.jspecify.annotations.NullMarked;
