/** Facts about message templates. */
@NullMarked
package dev.sequences.contracts.messagetemplate;

import org.jspecify.annotations.NullMarked;
