/** Decision and outcome of a field update. */
@NullMarked
package dev.sequences.segment.fieldupdate.model;

import org.jspecify.annotations.NullMarked;
