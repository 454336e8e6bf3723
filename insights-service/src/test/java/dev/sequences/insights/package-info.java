/** Tests of the service as a whole, on a real database and a real broker. */
package dev.sequences.insights;
