package io.auricle.features.preset;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads the names of constants. */
final class Words {
    private Words() {}

    static <E extends Enum<E>> E parse(String what, Class<E> type, String name) {
        String wanted = requireNonNull(name, "name").toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(what + " must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(E::toString)
                                .collect(Collectors.joining(", "))
                        + ", got " + name));
    }
}
