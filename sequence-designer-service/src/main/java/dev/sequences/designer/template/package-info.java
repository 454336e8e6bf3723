/** Templates for new sequences, one file each in {@code templates/}. */
@NullMarked
package dev.sequences.designer.template;

import org.jspecify.annotations.NullMarked;
