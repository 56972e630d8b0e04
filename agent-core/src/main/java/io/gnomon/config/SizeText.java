package io.gnomon.config;

import io.gnomon.rules.NumberAndUnit;
import java.math.BigDecimal;

/** Sizes of memory and files as people write them, such as {@code 64MiB}, {@code 1.5GB} or {@code 4096}. */
public final class SizeText {

    private static final Unit[] BINARY = {
        new Unit("TiB", 1L << 40), new Unit("GiB", 1L << 30), new Unit("MiB", 1L << 20), new Unit("KiB", 1L << 10),
    };

    private static final Unit[] OTHERS = {
        new Unit("", 1),
        new Unit("B", 1),
        new Unit("KB", 1_000),
        new Unit("MB", 1_000_000),
        new Unit("GB", 1_000_000_000),
        new Unit("TB", 1_000_000_000_000L),
    };

    private SizeText() {}

    /**
     * Reads a size.
     *
     * @return bytes
     * @throws IllegalArgumentException if it is none; the message is a sentence for the user
     */
    public static long parse(String text) {
        NumberAndUnit size = NumberAndUnit.parse(text);
        if (size == null) {
            throw mistake(text);
        }
        for (Unit[] units : new Unit[][] {BINARY, OTHERS}) {
            for (Unit unit : units) {
                if (unit.name.equals(size.unit())) {
                    return bytes(text, size.number(), unit);
                }
            }
        }
        throw mistake(text);
    }

    /** The size as a whole number of the largest binary unit that allows it, such as {@code 64MiB}; else of bytes. */
    public static String format(long bytes) {
        for (Unit unit : BINARY) {
            if (bytes != 0 && bytes % unit.bytes == 0) {
                return bytes / unit.bytes + unit.name;
            }
        }
        return Long.toString(bytes);
    }

    private static long bytes(String text, BigDecimal number, Unit unit) {
        try {
            return number.multiply(BigDecimal.valueOf(unit.bytes)).longValueExact();
        } catch (ArithmeticException tooLongOrTooFine) {
            throw new IllegalArgumentException(
                    "'" + text.strip() + "' is out of range: a size is a whole number of bytes below 8388608TiB",
                    tooLongOrTooFine);
        }
    }

    private static IllegalArgumentException mistake(String text) {
        return new IllegalArgumentException(
                "'" + text.strip() + "' is not a size; expected bytes, or a number and a unit (KiB, MiB, GiB, TiB, KB,"
                        + " MB, GB, TB), such as 64MiB");
    }

    private record Unit(String name, long bytes) {}
}
