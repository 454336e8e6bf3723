/** Message templates over HTTP and their aggregate type. */
@NullMarked
package dev.sequences.designer.messagetemplate;

import org.jspecify.annotations.NullMarked;
