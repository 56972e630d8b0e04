package io.gnomon.stats;

import static io.gnomon.store.write.DatabaseBuilder.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.stats.BucketPlan.Level;
import io.gnomon.stats.BucketPlan.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BucketPlanTest {

    private static final Instant LATER = START.plus(Duration.ofHours(30));

    private static final List<Level> ALL = List.of(
            new Level(3_600, at(0), Long.MAX_VALUE / 2),
            new Level(60, at(0), Long.MAX_VALUE / 2),
            new Level(10, at(0), Long.MAX_VALUE / 2));

    @Test
    void takesHoursInTheMiddleAndFinerBucketsAtTheEdges() {
        BucketPlan plan = BucketPlan.of(ended(), window(3_600 + 59 * 60 + 45L, 4 * 3_600 + 2 * 60 + 3L), ALL, true);
        assertThat(plan.spans())
                .containsExactly(
                        span(10, 3_600 + 59 * 60 + 40, 2 * 3_600),
                        span(3_600, 2 * 3_600, 4 * 3_600),
                        span(60, 4 * 3_600, 4 * 3_600 + 120),
                        span(10, 4 * 3_600 + 120, 4 * 3_600 + 130));
        assertThat(plan.edgeSeconds()).isEqualTo(10);
        assertThat(plan.fromMicros()).isEqualTo(at(3_600 + 59 * 60 + 40));
        assertThat(plan.toMicros()).isEqualTo(at(4 * 3_600 + 130));
    }

    @Test
    void takesTheRunsOwnFiguresWhereTheWindowHoldsItAll() {
        BucketPlan plan = BucketPlan.of(ended(), window(-5L, null), ALL, true);
        assertThat(plan.spans()).extracting(Span::seconds).containsExactly(0);
        assertThat(plan.edgeSeconds()).isZero();
        assertThat(BucketPlan.of(ended(), window(-5L, null), ALL, false).spans())
                .containsExactly(span(3_600, 0, 31 * 3_600));
    }

    @Test
    void takesFineBucketsForWhatALiveRunMayStillAddTo() {
        Run live = run(START.plusSeconds(2 * 3_600 + 15), null);
        BucketPlan plan = BucketPlan.of(live, window(3_600L, null), ALL, true);
        // The hour that has just ended is not written yet, nor is its last minute.
        assertThat(plan.spans().subList(0, 2))
                .extracting(Span::seconds, Span::fromMicros)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(60, at(3_600)),
                        org.assertj.core.groups.Tuple.tuple(10, at(2 * 3_600 - 60)));
    }

    @Test
    void roundsOutwardToWhatRetentionHasLeft() {
        List<Level> trimmed = List.of(
                new Level(3_600, at(0), Long.MAX_VALUE / 2),
                new Level(60, at(5 * 3_600), Long.MAX_VALUE / 2),
                new Level(10, at(7 * 3_600 + 30), Long.MAX_VALUE / 2));
        BucketPlan hours = BucketPlan.of(ended(), window(100L, 8 * 3_600L), trimmed, true);
        assertThat(hours.spans()).containsExactly(span(3_600, 0, 8 * 3_600));
        assertThat(hours.edgeSeconds()).isEqualTo(3_600);

        BucketPlan minutes = BucketPlan.of(ended(), window(6 * 3_600 + 70L, 7 * 3_600 + 45L), trimmed, true);
        assertThat(minutes.spans()).containsExactly(span(60, 6 * 3_600 + 60, 7 * 3_600 + 60));
        assertThat(minutes.edgeSeconds()).isEqualTo(60);
    }

    @Test
    void readsNothingOfARunOutsideTheWindow() {
        assertThat(BucketPlan.of(ended(), window(-50L, -5L), ALL, true).spans()).isEmpty();
        assertThat(BucketPlan.of(ended(), window(null, 0L), ALL, true).spans()).isEmpty();
    }

    /** Each window to the second, at strange places: what is read joins without gap or overlap, and begins and ends there. */
    @Test
    void coversEveryWindowOnce() {
        Run run = run(START.plusSeconds(3 * 3_600 + 47), null);
        for (long from = 1; from < 3 * 3_600; from += 977) {
            for (long to = from + 1; to < 3 * 3_600 + 47; to += 1_409) {
                BucketPlan plan = BucketPlan.of(run, window(from, to), ALL, true);
                long end = at(from) / 10_000_000 * 10_000_000;
                for (Span span : plan.spans()) {
                    assertThat(span.fromMicros()).isEqualTo(end);
                    assertThat(span.fromMicros() % (span.seconds() * 1_000_000L))
                            .isZero();
                    end = span.toMicros();
                    boolean written = span.seconds() == 10 || end <= at(3 * 3_600 + 27);
                    assertThat(written).isTrue();
                }
                assertThat(end).isBetween(at(to), at(to + 9));
                assertThat(plan.spans()).hasSizeLessThanOrEqualTo(5);
            }
        }
    }

    private static Run ended() {
        return run(LATER, LATER);
    }

    private static Run run(Instant lastFlush, @Nullable Instant ended) {
        return new Run(
                1, "app", null, 1, "17", "JVM", "Linux", 2, null, null, "1", null, START, lastFlush, lastFlush, ended);
    }

    private static TimeWindow window(@Nullable Long from, @Nullable Long to) {
        return new TimeWindow(from == null ? null : START.plusSeconds(from), to == null ? null : START.plusSeconds(to));
    }

    private static Span span(int seconds, long from, long to) {
        return new Span(seconds, at(from), at(to));
    }

    private static long at(long second) {
        return EpochMicros.of(START.plusSeconds(second));
    }
}
