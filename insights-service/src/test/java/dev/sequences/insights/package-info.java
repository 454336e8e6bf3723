/** Tests of the whole service with a real database and a real broker. */
package dev.sequences.insights;
