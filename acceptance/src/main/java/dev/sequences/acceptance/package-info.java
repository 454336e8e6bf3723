/** The suite from outside. Knows addresses, the HTTP API and the event contract, and no class of a service. */
@NullMarked
package dev.sequences.acceptance;

import org.jspecify.annotations.NullMarked;
