/** What is known of a seller, and what may be changed of it. */
@NullMarked
package dev.sequences.segment.seller.model;

import org.jspecify.annotations.NullMarked;
