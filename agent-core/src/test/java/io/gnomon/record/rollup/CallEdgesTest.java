package io.gnomon.record.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.Estimate;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallEdgesTest {

    private final CallEdges edges = new CallEdges();
    private final Map<Integer, Long> countErrors = new HashMap<>();
    private final Map<Integer, Long> sumErrors = new HashMap<>();

    /** Count and sum by caller. */
    private Map<Integer, Map.Entry<Long, Long>> written() throws SQLException {
        Map<Integer, Map.Entry<Long, Long>> written = new HashMap<>();
        edges.write((parent, count, sum, countError, sumError) -> {
            assertThat(written.put(parent, Map.entry(count, sum))).isNull();
            countErrors.put(parent, countError);
            sumErrors.put(parent, sumError);
        });
        return written;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 300})
    void eachCallerHasItsCountAndSum(int callers) throws SQLException {
        Random random = new Random(1);
        Map<Integer, Map.Entry<Long, Long>> expected = new HashMap<>();
        for (int call = 0; call < 1_000; call++) {
            int parent = random.nextInt(callers);
            long duration = random.nextInt(100);
            edges.add(parent, 1, duration);
            expected.merge(
                    parent,
                    Map.entry(1L, duration),
                    (a, b) -> Map.entry(a.getKey() + b.getKey(), a.getValue() + b.getValue()));
        }

        assertThat(written()).isEqualTo(expected);
        assertThat(countErrors.values()).containsOnly(0L);
        assertThat(sumErrors.values()).containsOnly(0L);
    }

    @Test
    void untimedCallsAreSharedOutLikeTheDrawnOnes() throws SQLException {
        edges.addFlagged(3, 1_000_000);
        edges.addDrawn(1, 10, 4);
        edges.addDrawn(1, 20, 4);
        edges.addDrawn(2, 300, 4);
        edges.shareOut(45, new Estimate(3_300, 0, 0));

        assertThat(written())
                .isEqualTo(Map.of(
                        1, Map.entry(2L + 30, 30L + 300),
                        2, Map.entry(1L + 15, 300L + 3_000),
                        3, Map.entry(1L, 1_000_000L)));
        assertThat(countErrors.get(1)).isEqualTo(countErrors.get(2)).isEqualTo(13);
        assertThat(countErrors.get(3)).isZero();
    }

    @Test
    void aCallThatWasDrawnFromMoreCountsForMore() throws SQLException {
        edges.addDrawn(1, 10, 1);
        edges.addDrawn(2, 10, 3);
        edges.shareOut(100, new Estimate(1_000, 0, 0));

        assertThat(written()).isEqualTo(Map.of(1, Map.entry(21L, 210L), 2, Map.entry(81L, 810L)));
    }

    @Test
    void withoutAnyDrawnTheyAreSharedOutLikeThePlainOnes() throws SQLException {
        edges.addFlagged(2, 1_000_000);
        edges.add(1, 3, 30);
        edges.add(2, 1, 90);
        edges.shareOut(4, new Estimate(120, 0, 0));

        assertThat(written()).isEqualTo(Map.of(1, Map.entry(6L, 60L), 2, Map.entry(3L, 1_000_180L)));
    }

    @Test
    void theErrorOfAllIsNoneOfWhoseTheCallsWere() {
        edges.addDrawn(1, 100, 4);
        edges.addDrawn(2, 100, 4);
        Estimate time = new Estimate(10_000, 900, 40);
        edges.shareOut(30, time);

        assertThat(edges.untimed()).isEqualTo(time);
        assertThat(edges.untimed(0).error()).as("of one caller's").isGreaterThan(time.error());
    }

    @Test
    void nothingOfBeforeIsLeftAfterAClear() throws SQLException {
        edges.add(3, 1, 10);
        edges.addDrawn(4, 10, 2);
        edges.shareOut(3, new Estimate(30, 1, 1));
        edges.clear();
        assertThat(written()).isEmpty();
        assertThat(edges.untimed()).isEqualTo(Estimate.NOTHING);

        edges.add(4, 1, 7);
        assertThat(written()).isEqualTo(Map.of(4, Map.entry(1L, 7L)));
    }
}
