package io.gnomon.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlushPaceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MILLI = Duration.ofMillis(1).toNanos();

    private final FlushPace pace = new FlushPace(SECOND);

    private long nanosBetween(FlushPace between, long... writing) {
        for (long nanos : writing) {
            between.begin(0);
            between.wrote(nanos);
        }
        return between.nanosUntilFlush(0);
    }

    @Test
    void anIntervalLiesBetweenFlushesThatTakeLittle() {
        assertThat(nanosBetween(pace, 50 * MILLI, 50 * MILLI, 50 * MILLI)).isEqualTo(SECOND);

        pace.begin(7 * SECOND);
        assertThat(pace.nanosUntilFlush(7 * SECOND + 300 * MILLI)).isEqualTo(700 * MILLI);
    }

    @Test
    void writingTakesATwentiethOfTheTimeAtMost() {
        assertThat(nanosBetween(pace, 300 * MILLI, 310 * MILLI, 320 * MILLI)).isEqualTo(6 * SECOND);
    }

    @Test
    void oneOrTwoThatTakeLongChangeNothing() {
        assertThat(nanosBetween(pace, 2 * SECOND, 2 * SECOND)).isEqualTo(SECOND);
        assertThat(nanosBetween(pace, 10 * MILLI, 2 * SECOND, 2 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void noMoreThanTenSecondsOrTheIntervalLieBetween() {
        assertThat(nanosBetween(pace, 2 * SECOND, 2 * SECOND, 2 * SECOND)).isEqualTo(10 * SECOND);
        assertThat(nanosBetween(new FlushPace(60 * SECOND), 2 * SECOND, 2 * SECOND, 2 * SECOND))
                .isEqualTo(60 * SECOND);
    }
}
