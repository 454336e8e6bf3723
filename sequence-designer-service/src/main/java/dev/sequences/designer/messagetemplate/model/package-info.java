/** The message template aggregate, placeholders and rendering. Pure. */
@NullMarked
package dev.sequences.designer.messagetemplate.model;

import org.jspecify.annotations.NullMarked;
