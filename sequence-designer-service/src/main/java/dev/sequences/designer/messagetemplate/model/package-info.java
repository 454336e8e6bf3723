/** Message templates, their placeholders and how they are filled. Pure. */
@NullMarked
package dev.sequences.designer.messagetemplate.model;

import org.jspecify.annotations.NullMarked;
