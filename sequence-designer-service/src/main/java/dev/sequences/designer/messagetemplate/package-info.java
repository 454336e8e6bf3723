/** What messages begin with: over HTTP, and as a kind of aggregate. */
@NullMarked
package dev.sequences.designer.messagetemplate;

import org.jspecify.annotations.NullMarked;
