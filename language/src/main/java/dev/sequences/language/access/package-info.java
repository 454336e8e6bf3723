/** Who may see a sequence, decided alike in every service. Pure. */
@NullMarked
package dev.sequences.language.access;

import org.jspecify.annotations.NullMarked;
