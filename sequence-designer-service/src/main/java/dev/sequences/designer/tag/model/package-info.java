/** The tree of tags and its rules. Pure. */
@NullMarked
package dev.sequences.designer.tag.model;

import org.jspecify.annotations.NullMarked;
