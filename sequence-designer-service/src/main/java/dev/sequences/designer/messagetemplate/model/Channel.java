package dev.sequences.designer.messagetemplate.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Channels of messages. */
public enum Channel {
    EMAIL(100_000),
    TEXT_MESSAGE(1_600);

    private final int longestBody;

    Channel(int longestBody) {
        this.longestBody = longestBody;
    }

    public static Optional<Channel> ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(one -> one.wireName().equals(wireName))
                .findFirst();
    }

    public static String wireNames() {
        return Arrays.stream(values()).map(Channel::wireName).collect(Collectors.joining(", "));
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean hasSubject() {
        return this == EMAIL;
    }

    int longestBody() {
        return longestBody;
    }
}
