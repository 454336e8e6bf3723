/** Quotas: limits and their usage. */
@NullMarked
package dev.sequences.designer.quota;

import org.jspecify.annotations.NullMarked;
