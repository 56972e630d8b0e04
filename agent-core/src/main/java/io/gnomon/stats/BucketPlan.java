package io.gnomon.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * Which rollups of a run serve a window: the coarsest that fit, which are hours, and finer ones only where the window
 * begins and ends. Where retention has left coarse ones alone, an edge of the window is rounded outward to those.
 *
 * @param spans what to read; together they hold each call of {@code covered} once
 * @param fromMicros where the covered window begins, the one asked for rounded outward
 * @param toMicros where it ends
 * @param edgeSeconds what the edges were rounded to: the coarser of the two; 0 if not at all
 */
record BucketPlan(List<Span> spans, long fromMicros, long toMicros, int edgeSeconds) {

    /**
     * Buckets of one length.
     *
     * @param seconds the length; 0: the whole run
     * @param fromMicros the first bucket
     * @param toMicros exclusive
     */
    record Span(int seconds, long fromMicros, long toMicros) {}

    /**
     * Buckets of one length that a run has.
     *
     * @param firstMicros the first bucket
     * @param lastMicros the last bucket; between the two the run has all buckets in which there were calls
     */
    record Level(int seconds, long firstMicros, long lastMicros) {
        long endMicros() {
            return floor(lastMicros) + length();
        }

        long floor(long micros) {
            return Math.floorDiv(micros, length()) * length();
        }

        long ceil(long micros) {
            return -Math.floorDiv(-micros, length()) * length();
        }

        long length() {
            return seconds * 1_000_000L;
        }
    }

    /** A minute or hour is written as a whole when this much time has passed since it ended. */
    private static final long SETTLING_MICROS = 20_000_000L;

    /**
     * Plans the reading of a run.
     *
     * @param levels what the run has, the longest buckets first
     * @param wholeRun whether the run's own figures may be taken, too
     */
    static BucketPlan of(Run run, TimeWindow window, List<Level> levels, boolean wholeRun) {
        long from = window.fromMicros();
        long to = window.toMicros();
        long started = EpochMicros.of(run.started());
        long until = EpochMicros.of(run.until());
        if (wholeRun && from <= started && to > until) {
            return new BucketPlan(List.of(new Span(0, Long.MIN_VALUE, Long.MAX_VALUE)), from, to, 0);
        }
        if (levels.isEmpty() || to <= started) {
            return new BucketPlan(List.of(), from, to, 0);
        }
        Level coarsest = levels.get(0);
        long settled = run.ended() != null ? Long.MAX_VALUE : EpochMicros.of(run.lastFlush()) - SETTLING_MICROS;
        List<Span> spans = new ArrayList<>();
        // Beyond its ends the run has nothing: there its own buckets, short of a whole one, are as good as any.
        new Cover(levels, settled, spans)
                .add(
                        0,
                        from <= started ? coarsest.floor(started) : from,
                        to > until ? coarsest.ceil(until) + coarsest.length() : to);
        return bounded(spans, from > started, from, to <= until, to);
    }

    private static BucketPlan bounded(List<Span> spans, boolean cutsBegin, long from, boolean cutsEnd, long to) {
        int edge = 0;
        long begin = from;
        long end = to;
        if (cutsBegin && !spans.isEmpty()) {
            begin = spans.get(0).fromMicros();
            edge = spans.get(0).seconds();
        }
        if (cutsEnd && !spans.isEmpty()) {
            end = spans.get(spans.size() - 1).toMicros();
            edge = Math.max(edge, spans.get(spans.size() - 1).seconds());
        }
        return new BucketPlan(spans, begin, end, edge);
    }

    /** Lays buckets over a span of time, each level where it fits, and the next finer one before and behind. */
    private record Cover(List<Level> levels, long settled, List<Span> spans) {

        void add(int at, long from, long to) {
            if (from >= to) {
                return;
            }
            Level level = levels.get(at);
            if (at == levels.size() - 1) {
                spans.add(new Span(level.seconds(), level.floor(from), level.ceil(to)));
                return;
            }
            long finerFrom = reachesBackTo(at + 1);
            long begin = from < finerFrom ? level.floor(from) : level.ceil(from);
            // A day is summed up hours later, and the last day of a run not before its hours become too old.
            long end =
                    Math.min(level.endMicros(), to < finerFrom ? level.ceil(to) : level.floor(Math.min(to, settled)));
            if (begin >= end) {
                add(at + 1, from, to);
                return;
            }
            add(at + 1, from, begin);
            spans.add(new Span(level.seconds(), begin, end));
            add(at + 1, end, to);
        }

        /** From when on a level has everything: its rows are deleted earlier than those of the level above. */
        private long reachesBackTo(int at) {
            Level level = levels.get(at);
            Level above = levels.get(at - 1);
            boolean complete = above.firstMicros() + above.length() > level.firstMicros();
            return complete ? Long.MIN_VALUE : above.ceil(level.firstMicros());
        }
    }
}
