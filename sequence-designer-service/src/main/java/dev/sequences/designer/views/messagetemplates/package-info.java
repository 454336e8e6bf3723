/** The list of message templates, and one of them. */
@NullMarked
package dev.sequences.designer.views.messagetemplates;

import org.jspecify.annotations.NullMarked;
