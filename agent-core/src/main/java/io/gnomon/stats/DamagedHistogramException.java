package io.gnomon.stats;

import java.sql.SQLException;

/** A histogram in the file is none. SQLite does not notice: to it, that is a value like any other. */
public final class DamagedHistogramException extends SQLException {

    private static final long serialVersionUID = 1L;

    DamagedHistogramException(Throwable cause) {
        super("a histogram cannot be decoded", cause);
    }
}
