package io.gnomon.record.rollup;

import io.gnomon.model.Figures;
import io.gnomon.model.PackedFigures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One operation's closed calls by minutes or by hours: those of the current one, and what the file lacks of earlier ones. */
final class Period {

    /**
     * The closed calls of one minute or hour.
     *
     * @param index which one: since 1970, counted from 0
     */
    record Span(long index, PackedFigures figures) {}

    private final long buckets;
    private @Nullable Span current;

    /** The file has less of the current one. */
    private boolean changed;

    /** Those that are over, but not in the file as they are. */
    private final List<Span> ended = new ArrayList<>(0);

    /** @param buckets how many ten-second buckets each takes */
    Period(long buckets) {
        this.buckets = buckets;
    }

    /** Adds a bucket whose time is over. */
    void add(Bucket bucket, Figures scratch) {
        long index = Math.floorDiv(bucket.index(), buckets);
        if (current != null && current.index() != index) {
            end();
        }
        current = new Span(index, OperationRollup.sum(current == null ? null : current.figures(), bucket, scratch));
        changed = true;
    }

    /** Ends the current one if it is before that; true if so. */
    boolean endBefore(long index) {
        if (current == null || current.index() >= index) {
            return false;
        }
        end();
        return true;
    }

    private void end() {
        if (changed && current != null) {
            ended.add(current);
        }
        current = null;
        changed = false;
    }

    /** What the file lacks, the current one as it is now. */
    List<Span> unwritten() {
        if (!changed || current == null) {
            return unwrittenEnded();
        }
        List<Span> unwritten = new ArrayList<>(ended);
        unwritten.add(current);
        return unwritten;
    }

    /** What the file lacks of those that are over. */
    List<Span> unwrittenEnded() {
        return ended;
    }

    /** The file has what {@link #unwritten} gave. */
    void written() {
        changed = false;
        ended.clear();
    }

    /** The file has those that are over. */
    void endedWritten() {
        ended.clear();
    }

    /** Lets go those that are over, up to the one of this index; returns which these were. */
    List<Span> forget(long untilIndex) {
        List<Span> forgotten =
                ended.stream().filter(past -> past.index() <= untilIndex).toList();
        ended.removeAll(forgotten);
        return forgotten;
    }

    /** The file has nothing of it any more. */
    void beginAnew() {
        changed = current != null;
    }
}
