package io.gnomon.record.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.Measurements;
import io.gnomon.record.Meta;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CallEdgesTest {

    private final CallEdges edges = new CallEdges();
    private final Measurements measured = new Measurements();

    private void call(int parent, long duration) {
        edges.add(parent, 1, duration);
        measured.add(duration, duration, 0);
    }

    /** Count and sum by caller. */
    private Map<Integer, Map.Entry<Long, Long>> written() throws SQLException {
        Map<Integer, Map.Entry<Long, Long>> written = new HashMap<>();
        edges.write(
                measured,
                (parent, count, sum) ->
                        assertThat(written.put(parent, Map.entry(count, sum))).isNull());
        return written;
    }

    @Test
    void eachCallerHasItsCountAndSum() throws SQLException {
        Random random = new Random(1);
        Map<Integer, Map.Entry<Long, Long>> expected = new HashMap<>();
        for (int call = 0; call < 1_000; call++) {
            int parent = random.nextInt(9);
            long duration = random.nextInt(100);
            call(parent, duration);
            expected.merge(
                    parent,
                    Map.entry(1L, duration),
                    (a, b) -> Map.entry(a.getKey() + b.getKey(), a.getValue() + b.getValue()));
        }

        assertThat(written()).isEqualTo(expected);
    }

    @Test
    void untimedCallsAreSharedOutLikeTheTimedOnes() throws SQLException {
        call(1, 10);
        call(1, 20);
        call(2, 300);
        measured.addUntimed(97, 0);

        Map<Integer, Map.Entry<Long, Long>> written = written();
        assertThat(written.get(1)).isEqualTo(Map.entry(67L, 1_000L));
        assertThat(written.get(2)).isEqualTo(Map.entry(33L, 10_000L));
    }

    @Test
    void coarseCallsAreNoMeasureForOthers() throws SQLException {
        call(1, 10);
        edges.addFlagged(2, 5_000);
        measured.add(5_000, 5_000, Meta.SLOW);
        measured.addUntimed(9, 0);

        assertThat(written()).isEqualTo(Map.of(1, Map.entry(10L, 100L), 2, Map.entry(1L, 5_000L)));
    }

    @Test
    void nothingOfBeforeIsLeftAfterAClear() throws SQLException {
        call(3, 10);
        call(4, 10);
        edges.clear();
        measured.clear();
        assertThat(written()).isEmpty();

        call(4, 7);
        assertThat(written()).isEqualTo(Map.of(4, Map.entry(1L, 7L)));
    }
}
