/** The service's table of contents. */
@NullMarked
package dev.sequences.designer.wiring;

import org.jspecify.annotations.NullMarked;
