/** What has happened, as rows for the questions that are asked. */
@NullMarked
package dev.sequences.designer.views;

import org.jspecify.annotations.NullMarked;
