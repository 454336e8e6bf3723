@NullMarked
package dev.sequences.testkit.spec;

import org.jspecify.annotations.NullMarked;
