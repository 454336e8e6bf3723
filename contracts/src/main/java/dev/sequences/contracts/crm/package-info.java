/** Inputs from the CRM whose schema the suite owns: topics {@code crm.records} and {@code crm.activities}. */
@NullMarked
package dev.sequences.contracts.crm;

import org.jspecify.annotations.NullMarked;
