/**
 * The demo: one story told through the public HTTP API of all five services, on generated leads or on any CSV file, with its own checks
 * at the end. Start reading at {@link dev.sequences.local.demo.DemoStory}.
 */
@NullMarked
package dev.sequences.local.demo;

import org.jspecify.annotations.NullMarked;
