/** The read model of message templates. */
@NullMarked
package dev.sequences.designer.views.messagetemplates;

import org.jspecify.annotations.NullMarked;
