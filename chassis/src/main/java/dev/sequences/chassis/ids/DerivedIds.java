package dev.sequences.chassis.ids;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Ids that depend only on their cause, so that a repeated message or timer addresses the same object instead of creating a second
 * one. Derived ids are stored and published: never change a recipe.
 */
public final class DerivedIds {

    private DerivedIds() {}

    /** Returns the version 3 UUID (MD5) of a text without a namespace. Make the text unique across everything that derives ids this way. */
    public static String of(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Returns the version 5 UUID (SHA-1) of a name in a namespace. */
    public static String of(UUID namespace, String name) {
        return UuidCreator.getNameBasedSha1(namespace, name).toString();
    }
}
