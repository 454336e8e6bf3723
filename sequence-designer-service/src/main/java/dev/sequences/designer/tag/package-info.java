/** Tags of sequences over HTTP and their aggregate type. */
@NullMarked
package dev.sequences.designer.tag;

import org.jspecify.annotations.NullMarked;
