/**
 * The demo: sends generated leads or a CSV file through the public HTTP API of all five services and checks the resulting numbers. Start
 * reading at {@link dev.sequences.local.demo.Demo}.
 */
@NullMarked
package dev.sequences.local.demo;

import org.jspecify.annotations.NullMarked;
