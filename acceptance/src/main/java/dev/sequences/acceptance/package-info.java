/** Access to the suite from outside: addresses, the HTTP API and the event contract, without classes of the services. */
@NullMarked
package dev.sequences.acceptance;

import org.jspecify.annotations.NullMarked;
