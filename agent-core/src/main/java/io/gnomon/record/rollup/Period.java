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
     * @param begin see {@link Bucket#periodBegin}
     */
    record Span(long begin, PackedFigures figures) {}

    private final long lengthMicros;
    private @Nullable Span current;

    /** The file has less of the current one. */
    private boolean changed;

    /** Those that are over, but not in the file as they are. */
    private final List<Span> ended = new ArrayList<>(0);

    Period(long lengthMicros) {
        this.lengthMicros = lengthMicros;
    }

    /** Adds a bucket whose time is over. */
    void add(Bucket bucket, Figures scratch) {
        long begin = Bucket.periodBegin(bucket.begin(), lengthMicros);
        if (current != null && current.begin() != begin) {
            end();
        }
        current = new Span(begin, OperationRollup.sum(current == null ? null : current.figures(), bucket, scratch));
        changed = true;
    }

    /** Ends the current one unless it is one of these two; true if it ended. */
    boolean endUnless(long begin, long orBegin) {
        if (current == null || current.begin() == begin || current.begin() == orBegin) {
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

    /** Lets go those that are over, up to the one that begins then; returns which these were. */
    List<Span> forget(long untilBegin) {
        List<Span> forgotten =
                ended.stream().filter(past -> past.begin() <= untilBegin).toList();
        ended.removeAll(forgotten);
        return forgotten;
    }

    /** The file has nothing of it any more. */
    void beginAnew() {
        changed = current != null;
    }
}
