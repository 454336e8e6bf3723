/** Given, when, then: the shapes in which models, views and intake are specified. */
@NullMarked
package dev.sequences.testkit.spec;

import org.jspecify.annotations.NullMarked;
