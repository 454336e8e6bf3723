/** The lifecycle rules of a sequence. JDK only: no clock, no random, no framework. */
@NullMarked
package dev.sequences.designer.sequence.model;

import org.jspecify.annotations.NullMarked;
