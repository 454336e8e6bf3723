/** Drawings to begin with. A template is a file in {@code templates/} and not code. */
@NullMarked
package dev.sequences.designer.template;

import org.jspecify.annotations.NullMarked;
