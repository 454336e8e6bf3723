/** Problem documents, idempotency keys, entity tags and paging. */
@NullMarked
package dev.sequences.chassis.http;

import org.jspecify.annotations.NullMarked;
