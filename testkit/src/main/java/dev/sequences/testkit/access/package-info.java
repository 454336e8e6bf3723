/** Cases of the rule that decides who may see a sequence. */
@NullMarked
package dev.sequences.testkit.access;

import org.jspecify.annotations.NullMarked;
