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

    private static final RetentionSettings DEFAULT = within(1_024 * MIB);
    private static final RetentionSettings UNLIMITED = within(Long.MAX_VALUE);

    @TempDir
    private Path folder;

    private static RetentionSettings within(long maxBytes) {
        return new RetentionSettings(
                Duration.ofHours(24),
                Duration.ofHours(6),
                Duration.ofDays(7),
                Duration.ofDays(90),
                Duration.ofDays(3 * 365),
                maxBytes,
                0);
    }

    /** In ten seconds. */
    private static final int CALLS = 500_000;

    private static final int DAYS = Repetitions.all() ? 90 : 1;

    /** 50,000 calls a second, of which 5,000 are stored every ten minutes. */
    @Test
    void twoHundredOperations() throws Exception {
        int operations = Repetitions.all() ? 200 : 5;
        lives(operations + " operations", DEFAULT, DAYS, operations, operations, CALLS / operations, 5_000);
    }

    /** Most of them rest most of the time. */
    @Test
    void tenThousandOperations() throws Exception {
        int operations = Repetitions.all() ? 10_000 : 200;
        int active = Repetitions.all() ? 100 : 5;
        lives(
                operations + " operations, " + active + " of them at a time",
                DEFAULT,
                Repetitions.all() ? 45 : 1,
                operations,
                active,
                100,
                5_000);
    }

    /** Of figures alone, at 50,000 calls a second; a stored call takes some 30 bytes. */
    @Test
    void whatADayTakes() throws Exception {
        for (int operations : Repetitions.all() ? new int[] {20, 200, 2_000} : new int[] {2}) {
            lives(
                    operations + " operations, figures only",
                    UNLIMITED,
                    1,
                    operations,
                    operations,
                    CALLS / operations,
                    0);
        }
    }

    private void lives(
            String what, RetentionSettings settings, int days, int operations, int active, int callsPerBucket, int rows)
            throws Exception {
        Path file = folder.resolve(what.replaceAll("\\W+", "-") + ".db");
        List<Long> sizes = new ArrayList<>();
        try (SimulatedService service = new SimulatedService(
                file, settings, operations, active, callsPerBucket, rows, false, new RotatingLog(MIB))) {
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
                assertThat(Files.size(file)).isLessThanOrEqualTo(settings.maxBytes());
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
