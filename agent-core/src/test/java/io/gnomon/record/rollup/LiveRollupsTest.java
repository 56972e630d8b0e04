package io.gnomon.record.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.RunClock;
import io.gnomon.model.Ticks;
import io.gnomon.record.Meta;
import io.gnomon.record.Samples;
import io.gnomon.record.rollup.StoredRollups.Edge;
import io.gnomon.record.rollup.StoredRollups.EdgeValues;
import io.gnomon.record.rollup.StoredRollups.RollupKey;
import io.gnomon.record.rollup.StoredRollups.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveRollupsTest {

    private static final int OPERATION = 3;
    private static final int PARENT = 2;
    private static final long SECOND = 1_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private final RunClock clock = new RunClock();

    /** A full minute after the table was made; in microseconds, like all times here. */
    private final long start = (clock.startMicros() / MINUTE + 2) * MINUTE;

    private final LiveRollups table = new LiveRollups(clock);
    private final StoredRollups file = new StoredRollups();

    /** A call that takes 10 ns and ends so many seconds after the start. */
    private void call(long second) {
        add(OPERATION, PARENT, nanos(second), 10, 4, 0);
    }

    private void add(int operation, int parent, long endNanos, long duration, long self, int flags) {
        long[] sample = Samples.of(endNanos - duration, duration, self, Meta.of(operation, parent, 0, flags));
        table.add(sample, 0, sample.length);
    }

    private void untimed(long calls) {
        table.addUntimed(OPERATION, calls, Ticks.NONE, nanos(0), nanos(0));
    }

    private long nanos(long second) {
        return clock.nanoTime(start + second * SECOND);
    }

    private long count(int seconds, long second) {
        return file.rollup(OPERATION, seconds, start + second * SECOND).count();
    }

    @Test
    void aCallIsInItsTenSecondsAndInTheRunAtTheNextFlush() {
        add(OPERATION, PARENT, nanos(3), 10, 4, Meta.SLOW);
        add(OPERATION, 0, nanos(4), 20, 20, Meta.ERROR);
        file.flush(table, nanos(5), false);

        Values expected = new Values(2, 1, 1, 2, 30, 24, 2);
        assertThat(file.rollups)
                .isEqualTo(Map.of(
                        new RollupKey(OPERATION, 10, start), expected, new RollupKey(OPERATION, 0, 0), expected));
        assertThat(file.edges)
                .isEqualTo(Map.of(
                        new Edge(start, PARENT, OPERATION), new EdgeValues(1, 10),
                        new Edge(start, 0, OPERATION), new EdgeValues(1, 20)));
    }

    @Test
    void theMinuteIsDueTenSecondsAfterTheBucketEndedThoughNoCallsCome() {
        call(3);
        file.flush(table, nanos(5), false);
        table.tick(nanos(12));
        assertThat(table.anyRetired()).isFalse();
        table.tick(nanos(21));
        assertThat(table.anyRetired()).isTrue();

        file.flush(table, nanos(21), false);

        assertThat(table.anyRetired()).isFalse();
        assertThat(count(60, 0)).isEqualTo(1);
    }

    @Test
    void aLateCallIsCountedWhereItEnded() {
        call(12);
        call(9);
        file.flush(table, nanos(13), false);

        assertThat(count(10, 0)).isEqualTo(1);
        assertThat(count(10, 10)).isEqualTo(1);
    }

    @Test
    void aCallLaterThanThatIsCountedInTheOldestOpenBucket() {
        call(5);
        call(42);
        call(3);
        file.flush(table, nanos(43), true);

        assertThat(count(10, 0)).isEqualTo(1);
        assertThat(count(10, 30)).isEqualTo(1);
        assertThat(count(10, 40)).isEqualTo(1);
        assertThat(file.run(OPERATION).count()).isEqualTo(3);
    }

    @Test
    void aMinuteIsWrittenAsItsBucketsClose() {
        call(5);
        file.flush(table, nanos(6), false);
        assertThat(count(60, 0)).isZero();

        file.flush(table, nanos(21), false);
        assertThat(count(60, 0)).isEqualTo(1);

        call(22);
        file.flush(table, nanos(41), false);
        assertThat(count(60, 0)).isEqualTo(2);
    }

    @Test
    void aRunThatEndsEarlyInAMinuteLeavesTheMinuteBeforeComplete() {
        call(55);
        file.flush(table, nanos(56), false);
        call(62);
        file.flush(table, nanos(63), true);

        assertThat(count(60, 0)).isEqualTo(1);
        assertThat(count(60, 60)).isEqualTo(1);
    }

    @Test
    void anHourIsWrittenOnceWhenNoMoreCallsCanComeForIt() {
        long toTheHour = 3_600 - start / SECOND % 3_600;
        call(toTheHour);
        call(toTheHour + 1_800);
        file.flush(table, nanos(toTheHour + 3_605), false);
        assertThat(count(3_600, toTheHour)).isZero();

        file.flush(table, nanos(toTheHour + 3_611), false);
        assertThat(count(3_600, toTheHour)).isEqualTo(2);

        call(toTheHour + 3_615);
        file.flush(table, nanos(toTheHour + 3_616), false);
        assertThat(count(3_600, toTheHour + 3_600)).isZero();
        file.flush(table, nanos(toTheHour + 3_617), true);
        assertThat(count(3_600, toTheHour + 3_600)).isEqualTo(1);
    }

    @Test
    void theMinuteOfAnOperationThatRestsIsDueThoughACallOfAnotherWasFirstInTheNewBucket() {
        call(3);
        file.flush(table, nanos(5), false);
        add(PARENT, 0, nanos(12), 10, 10, 0);
        file.flush(table, nanos(13), false);
        add(PARENT, 0, nanos(22), 10, 10, 0);
        file.flush(table, nanos(23), false);

        assertThat(count(60, 0)).isEqualTo(1);
    }

    @Test
    void aMinuteThatPassedWhileTheFileFailedIsWrittenAfterwards() {
        call(5);
        file.flush(table, nanos(25), false, 0);
        call(65);
        file.flush(table, nanos(85), false, 0);
        call(125);
        file.flush(table, nanos(145), false, 0);
        assertThat(file.rollups).isEmpty();

        file.flush(table, nanos(146), false);
        assertThat(count(60, 0)).isEqualTo(1);
        assertThat(count(60, 60)).isEqualTo(1);
        assertThat(count(60, 120)).isEqualTo(1);
        assertThat(file.run(OPERATION).count()).isEqualTo(3);
    }

    @Test
    void theTimedCallsStandForTheUntimedOnes() {
        call(5);
        table.addDropped(OPERATION, 100, 7);
        file.flush(table, nanos(6), false);

        assertThat(file.run(OPERATION)).isEqualTo(new Values(101, 7, 0, 1, 1_010, 1_004, 101));
        assertThat(file.edges).containsOnly(Map.entry(new Edge(start, PARENT, OPERATION), new EdgeValues(101, 1_010)));
    }

    @Test
    void untimedCallsThatAreReadLateAreAddedToTheTimedOnesBefore() {
        call(5);
        table.tick(nanos(11));
        untimed(100);
        file.flush(table, nanos(12), false);

        assertThat(file.run(OPERATION)).isEqualTo(new Values(101, 0, 0, 1, 1_010, 1_004, 101));
        assertThat(count(10, 0)).isEqualTo(101);
        assertThat(file.edges).containsOnly(Map.entry(new Edge(start, PARENT, OPERATION), new EdgeValues(101, 1_010)));
    }

    @Test
    void untimedCallsAreAddedToTheOpenBucketAsSoonAsThatHasTimedOnes() {
        call(5);
        call(12);
        untimed(100);
        file.flush(table, nanos(13), false);

        assertThat(count(10, 0)).isEqualTo(1);
        assertThat(count(10, 10)).isEqualTo(101);
    }

    @Test
    void coarseCallsCountWithTheirOwnDuration() {
        call(5);
        add(OPERATION, 0, nanos(6), 5_000, 5_000, Meta.SLOW | Meta.COARSE);
        untimed(8);
        file.flush(table, nanos(7), false);

        assertThat(file.run(OPERATION)).isEqualTo(new Values(10, 0, 1, 1, 5_090, 5_084, 10));
        assertThat(file.edges)
                .isEqualTo(Map.of(
                        new Edge(start, PARENT, OPERATION), new EdgeValues(9, 90),
                        new Edge(start, 0, OPERATION), new EdgeValues(1, 5_000)));
    }

    @Test
    void eachBucketEstimatesForItselfAndTheRunAddsThemUp() {
        call(5);
        untimed(9);
        file.flush(table, nanos(6), false);
        add(OPERATION, PARENT, nanos(15), 1_000, 1_000, 0);
        untimed(1);
        file.flush(table, nanos(70), true);

        assertThat(file.rollup(OPERATION, 10, start)).isEqualTo(new Values(10, 0, 0, 1, 100, 94, 10));
        assertThat(file.rollup(OPERATION, 60, start)).isEqualTo(new Values(12, 0, 0, 2, 2_100, 2_094, 12));
        assertThat(file.run(OPERATION)).isEqualTo(new Values(12, 0, 0, 2, 2_100, 2_094, 12));
    }

    @Test
    void aCallCountedAsUntimedIsTakenBackWhenItIsRecordedAfterAll() {
        untimed(1);
        file.flush(table, nanos(5), false);
        untimed(-1);
        call(15);
        file.flush(table, nanos(16), true);

        assertThat(file.run(OPERATION)).isEqualTo(new Values(1, 0, 0, 1, 10, 4, 1));
    }

    @Test
    void samplesReadTogetherAreSharedOutByTheirTimesAndMarkersAreNone() {
        List<long[]> samples = new ArrayList<>();
        for (int second = 0; second < 30; second++) {
            samples.add(Samples.of(nanos(second), 10, 4, Meta.of(OPERATION, PARENT, second % 3, 0)));
            samples.add(Samples.of(second + 1, 0, 0, 0));
            samples.add(Samples.of(nanos(second), 10, 4, Meta.of(OPERATION, PARENT, 0, Meta.ERROR)));
            samples.add(Samples.of(nanos(second), 10, 4, Meta.of(OPERATION, PARENT, 0, 0)));
        }
        long[] longs = samples.stream().flatMapToLong(Arrays::stream).toArray();

        assertThat(table.add(longs, 0, longs.length)).isEqualTo(90);
        file.flush(table, nanos(31), true);
        for (int bucket = 0; bucket < 30; bucket += 10) {
            assertThat(file.rollup(OPERATION, 10, start + bucket * SECOND))
                    .isEqualTo(new Values(30, 10, 0, 30, 300, 120, 30));
        }
    }

    @Test
    void whatDidNotChangeIsNotWrittenAgain() {
        call(5);
        file.flush(table, nanos(6), false);
        file.rollups.clear();
        file.flush(table, nanos(7), false);

        assertThat(file.rollups).isEmpty();
    }

    @Test
    void aBucketIsUsedAgainWithoutWhatItHeld() {
        for (long second = 0; second < 600; second += 7) {
            call(second);
            file.flush(table, nanos(second), false);
        }
        file.flush(table, nanos(600), true);

        for (int bucket = 0; bucket < 600; bucket += 10) {
            assertThat(count(10, bucket)).as("second %d", bucket).isBetween(1L, 2L);
        }
    }

    /** Such as a long flush interval, or very many operations. */
    @Test
    void nothingIsLetGoWhileTheFileDoesNotFailHoweverMuchWaits() {
        int operations = 10_000;
        int rounds = 8;
        for (int round = 0; round < rounds; round++) {
            for (int operation = 1; operation <= operations; operation++) {
                add(operation, 0, nanos(round * 10L), 1, 1, 0);
            }
        }
        assertThat(table.isFull()).as("a flush should not be put off").isTrue();
        file.flush(table, nanos(rounds * 10L), false);

        assertThat(table.isFull()).isFalse();
        assertThat(table.letGo().isNothing()).isTrue();
        assertThat(rows(10)).isEqualTo((long) operations * rounds);
        assertThat(rows(60)).isEqualTo((long) operations * 2);
    }

    @Test
    void whatWaitsForAFileThatFailsIsBoundedAndWhatIsLetGoIsCounted() {
        int operations = 2_000;
        int rounds = 60;
        for (int round = 0; round < rounds; round++) {
            for (int operation = 1; operation <= operations; operation++) {
                add(operation, 0, nanos(round * 60L), 1, 1, 0);
            }
            file.flush(table, nanos(round * 60L), false, 0);
        }
        LetGo letGo = table.letGo();
        assertThat(letGo.fromMicros()).isEqualTo(start);

        file.flush(table, nanos(rounds * 60L), true);

        assertThat(rows(10) + letGo.buckets()).isEqualTo((long) operations * rounds);
        assertThat(rows(60) + letGo.minutes()).isEqualTo((long) operations * rounds);
        assertThat(rows(10)).isBetween(LiveRollups.MAX_UNWRITTEN / 2L, LiveRollups.MAX_UNWRITTEN + 2L * operations);
        assertThat(rows(60)).isBetween(LiveRollups.MAX_UNWRITTEN / 3L, LiveRollups.MAX_UNWRITTEN + 2L * operations);
        for (int operation = 1; operation <= operations; operation++) {
            assertThat(file.run(operation).count()).isEqualTo(rounds);
        }
        assertThat(table.letGo().isNothing()).isTrue();
    }

    private long rows(int seconds) {
        return file.rollups.keySet().stream()
                .filter(key -> key.seconds() == seconds)
                .count();
    }

    @Test
    void theRunCountsWhatIsLetGoWhileTheFileFailsForLong() {
        int operations = 1_000;
        int rounds = 60;
        for (int round = 0; round < rounds; round++) {
            for (int operation = 1; operation <= operations; operation++) {
                add(operation, 0, nanos(round * 10L), 1, 1, 0);
            }
            file.flush(table, nanos(round * 10L), false, 0);
        }
        file.flush(table, nanos(rounds * 10L), true);

        for (int operation = 1; operation <= operations; operation++) {
            assertThat(file.run(operation).count()).isEqualTo(rounds);
        }
        long buckets = file.rollups.keySet().stream()
                .filter(key -> key.seconds() == 10)
                .count();
        assertThat(buckets).as("some were let go").isLessThan((long) operations * rounds);
    }

    /** Random calls, some late, and flushes of which some fail, against plain maps. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void bucketsMinutesHoursAndRunAreExactAndAddUp(int seed) {
        Random random = new Random(seed);
        Map<RollupKey, Values> expected = new HashMap<>();
        Map<Edge, EdgeValues> expectedEdges = new HashMap<>();
        long now = start;
        for (int step = 0; step < 5_000; step++) {
            now += random.nextInt(100) == 0 ? random.nextLong(90 * SECOND) : random.nextLong(SECOND / 5);
            int operation = 1 + random.nextInt(5);
            int parent = random.nextInt(4);
            long end = Math.max(start, now - random.nextLong(10 * SECOND));
            long duration = random.nextInt(1_000);
            long self = random.nextInt(1 + (int) duration);
            int flags = random.nextInt(4);
            add(operation, parent, clock.nanoTime(end), duration, self, flags);

            Values values = new Values(1, flags >> 1, flags & 1, 1, duration, self, 1);
            long bucket = end - end % (10 * SECOND);
            expected.merge(new RollupKey(operation, 10, bucket), values, Values::plus);
            expected.merge(new RollupKey(operation, 60, end - end % MINUTE), values, Values::plus);
            expected.merge(new RollupKey(operation, 3_600, end - end % HOUR), values, Values::plus);
            expected.merge(new RollupKey(operation, 0, 0), values, Values::plus);
            expectedEdges.merge(new Edge(bucket, parent, operation), new EdgeValues(1, duration), EdgeValues::plus);

            if (random.nextInt(10) == 0) {
                file.flush(
                        table,
                        clock.nanoTime(now),
                        false,
                        random.nextInt(3) == 0 ? Integer.MAX_VALUE : random.nextInt(20));
            }
        }
        file.flush(table, clock.nanoTime(now), true);

        assertThat(file.rollups).isEqualTo(expected);
        assertThat(file.edges).isEqualTo(expectedEdges);
    }
}
