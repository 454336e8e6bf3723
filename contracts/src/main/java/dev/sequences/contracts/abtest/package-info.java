/** What is published about A/B tests, on the topic of enrollments. */
@NullMarked
package dev.sequences.contracts.abtest;

import org.jspecify.annotations.NullMarked;
