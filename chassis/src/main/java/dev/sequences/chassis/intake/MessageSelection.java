package dev.sequences.chassis.intake;

import java.util.List;

/** Messages of a batch that can be processed, and the numbers of those that were stored as parked or waiting. */
record MessageSelection(List<KafkaMessage> processable, int parked, int waiting) {

    static final MessageSelection NONE = new MessageSelection(List.of(), 0, 0);
}
