/** Given/when/then specifications of models, views and intake. */
@NullMarked
package dev.sequences.testkit.spec;

import org.jspecify.annotations.NullMarked;
