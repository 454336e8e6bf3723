/** What HTTP resources share: body limits, paging, problem documents, idempotent commands. */
@NullMarked
package dev.sequences.chassis.http;

import org.jspecify.annotations.NullMarked;
