package io.gnomon.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.it.Repetitions;
import io.gnomon.log.RotatingLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Months in minutes, with the retention that is the default: the file's size, the time of a flush and the memory stay as they
 * are. Prints what a day costs, which is what the manual says.
 */
class LongLifeTest {

    private static final long MIB = 1 << 20;

    private static final RetentionSettings DEFAULT = new RetentionSettings(
            Duration.ofHours(24),
            Duration.ofHours(6),
            Duration.ofDays(7),
            Duration.ofDays(90),
            Duration.ofDays(3 * 365),
            1_024 * MIB,
            0);

    @TempDir
    private Path folder;

    /** 50,000 calls a second. */
    @Test
    void twoHundredOperations() throws Exception {
        lives("200 operations, 50,000 calls/s", Repetitions.of(90), 200, 200, 2_500);
    }

    /** Most of them rest most of the time. */
    @Test
    void tenThousandOperations() throws Exception {
        lives("10,000 operations, 100 of them at a time", Repetitions.of(30), 10_000, 100, 100);
    }

    private void lives(String what, int days, int operations, int active, int callsPerBucket) throws Exception {
        Path file = folder.resolve(what.replaceAll("\\W+", "-") + ".db");
        List<Long> sizes = new ArrayList<>();
        try (SimulatedService service =
                new SimulatedService(file, DEFAULT, operations, active, callsPerBucket, 500, new RotatingLog(MIB))) {
            for (int day = 1; day <= days; day++) {
                service.longestFlush = 0;
                service.flushing = 0;
                service.flushes = 0;
                service.live(Duration.ofDays(1));
                sizes.add(Files.size(file));
                System.out.printf(
                        "%s, day %d: %d MiB, flush %.1f ms, longest %.1f ms, memory %d MiB%n",
                        what,
                        day,
                        Files.size(file) / MIB,
                        service.flushing / 1e6 / service.flushes,
                        service.longestFlush / 1e6,
                        used() / MIB);
                assertThat(Files.size(file)).isLessThanOrEqualTo(DEFAULT.maxBytes());
            }
        }
        // Minutes are kept for a week; after that only hours and days are added.
        if (days > 21) {
            long growth = sizes.get(days - 1) - sizes.get(days - 8);
            assertThat(growth).isLessThan(sizes.get(days - 1) / 20);
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
