/** The settings of the designer. */
@NullMarked
package dev.sequences.designer.settings;

import org.jspecify.annotations.NullMarked;
