package io.gnomon.stats;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The database's times: microseconds since 1970-01-01 UTC. */
final class EpochMicros {

    private static final Instant FIRST = instant(Long.MIN_VALUE);
    private static final Instant LAST = instant(Long.MAX_VALUE);

    private EpochMicros() {}

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Times beyond what a long can hold become the nearest one that it can. */
    static long of(Instant instant) {
        if (!instant.isAfter(FIRST)) {
            return Long.MIN_VALUE;
        }
        return instant.isBefore(LAST) ? ChronoUnit.MICROS.between(Instant.EPOCH, instant) : Long.MAX_VALUE;
    }
}
