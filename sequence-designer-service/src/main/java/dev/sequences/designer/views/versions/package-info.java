/** The read model of versions: one immutable row per activation. */
@NullMarked
package dev.sequences.designer.views.versions;

import org.jspecify.annotations.NullMarked;
