/** Facts about work items, on topic {@code sequences.work-items}. */
@NullMarked
package dev.sequences.contracts.workitem;

import org.jspecify.annotations.NullMarked;
