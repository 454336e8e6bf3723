/** Read models: one package per view. */
@NullMarked
package dev.sequences.designer.views;

import org.jspecify.annotations.NullMarked;
