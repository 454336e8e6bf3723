package dev.sequences.chassis.relay;

import dev.sequences.chassis.flow.TraceParent;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** A record to send, with its trace hop, which ends when the broker has acknowledged the record. */
final class Outgoing extends ProducerRecord<byte[], byte[]> {

    private final TraceParent hop;
    private final Instant begin;
    private final String type;

    Outgoing(String topic, byte[] key, byte[] value, Headers headers, String type, TraceParent hop, Instant begin) {
        super(topic, null, key, value, headers);
        this.type = type;
        this.hop = hop;
        this.begin = begin;
    }

    String type() {
        return type;
    }

    TraceParent hop() {
        return hop;
    }

    Instant begin() {
        return begin;
    }
}
