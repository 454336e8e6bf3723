@NullMarked
package dev.sequences.testkit.infra;

import org.jspecify.annotations.NullMarked;
