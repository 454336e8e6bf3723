/** What commands are decided with and no aggregate owns. */
@NullMarked
package dev.sequences.designer.reference;

import org.jspecify.annotations.NullMarked;
