package io.gnomon.cli.input;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many lines a report may have at most. */
public final class Limit {

    private final int most;

    private Limit(int most) {
        this.most = most;
    }

    /** The number of lines; very many where all are wanted. */
    public int most() {
        return most;
    }

    /** The first of these, as many as are wanted. */
    public <T> List<T> of(List<T> all) {
        return all.subList(0, Math.min(most, all.size()));
    }

    /** Reads a number of lines; 0 stands for all. */
    public static final class Converter implements ITypeConverter<Limit> {
        @Override
        public Limit convert(String text) {
            try {
                int number = Integer.parseInt(text.strip());
                if (number >= 0) {
                    return new Limit(number == 0 ? Integer.MAX_VALUE : number);
                }
            } catch (NumberFormatException notANumber) {
                throw refused(text, notANumber);
            }
            throw refused(text, null);
        }

        private static TypeConversionException refused(String text, @Nullable Throwable cause) {
            TypeConversionException refused = new TypeConversionException(
                    "'" + text + "' is not a number of lines: write 1 or more, or 0 for all");
            if (cause != null) {
                refused.initCause(cause);
            }
            return refused;
        }
    }
}
