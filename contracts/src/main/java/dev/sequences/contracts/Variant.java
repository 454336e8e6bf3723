package dev.sequences.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Marks a record of a sealed interface with the values of the JSON field {@code type} that it represents. A record without values
 * represents all other values, which newer producers may send.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Variant {

    String[] value();

    /** Finds the record of a sealed interface that represents a type. */
    final class Records {

        private Records() {}

        /** Returns whether the class is a sealed interface whose records are selected by {@code type}. */
        public static boolean exist(Class<?> shape) {
            return shape.isInterface()
                    && shape.isSealed()
                    && Arrays.stream(shape.getPermittedSubclasses())
                            .allMatch(variant -> variant.isAnnotationPresent(Variant.class));
        }

        /**
         * Returns the record that represents {@code type}.
         *
         * @throws IllegalArgumentException if the interface has neither a record for this type nor one for all others
         */
        public static <T> Class<? extends T> of(Class<T> shape, String type) {
            return find(shape, type)
                    .or(() -> find(shape, null))
                    .orElseThrow(() -> new IllegalArgumentException("the type " + type + " is unknown"));
        }

        private static <T> Optional<Class<? extends T>> find(Class<T> shape, @Nullable String type) {
            for (Class<?> variant : shape.getPermittedSubclasses()) {
                List<String> types =
                        List.of(variant.getAnnotation(Variant.class).value());
                if (type == null ? types.isEmpty() : types.contains(type)) {
                    return Optional.of(variant.asSubclass(shape));
                }
            }
            return Optional.empty();
        }
    }
}
