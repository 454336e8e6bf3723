/** The flow a fact belongs to: cause, correlation, trace, and how logs and spans show them. */
@NullMarked
package dev.sequences.chassis.flow;

import org.jspecify.annotations.NullMarked;
