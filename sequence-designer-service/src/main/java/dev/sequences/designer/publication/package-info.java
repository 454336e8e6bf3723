/** What the designer tells the other services. */
@NullMarked
package dev.sequences.designer.publication;

import org.jspecify.annotations.NullMarked;
