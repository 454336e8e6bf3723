/** Reference data for commands that no aggregate owns. */
@NullMarked
package dev.sequences.designer.reference;

import org.jspecify.annotations.NullMarked;
