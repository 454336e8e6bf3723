/** What has been released stays as it is, and what is there takes over from it. */
@NullMarked
package dev.sequences.testkit.released;

import org.jspecify.annotations.NullMarked;
