package io.gnomon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CallEdgesTest {

    private final CallEdges edges = new CallEdges();

    private Map<Integer, Long> counts() {
        Map<Integer, Long> counts = new HashMap<>();
        for (int edge = 0; edge < edges.size(); edge++) {
            assertThat(counts.put(edges.parent(edge), edges.count(edge))).isNull();
        }
        return counts;
    }

    private Map<Integer, Long> sums() {
        Map<Integer, Long> sums = new HashMap<>();
        for (int edge = 0; edge < edges.size(); edge++) {
            sums.put(edges.parent(edge), edges.sum(edge));
        }
        return sums;
    }

    @Test
    void eachCallerHasItsCountAndSum() {
        Random random = new Random(1);
        Map<Integer, Long> counts = new HashMap<>();
        Map<Integer, Long> sums = new HashMap<>();
        for (int call = 0; call < 1_000; call++) {
            int parent = random.nextInt(9);
            long duration = random.nextInt(100);
            edges.add(parent, duration);
            counts.merge(parent, 1L, Long::sum);
            sums.merge(parent, duration, Long::sum);
        }

        assertThat(counts()).isEqualTo(counts);
        assertThat(sums()).isEqualTo(sums);
    }

    @Test
    void nothingOfBeforeIsLeftAfterAClear() {
        edges.add(3, 10);
        edges.add(4, 10);
        edges.clear();
        assertThat(edges.size()).isZero();

        edges.add(4, 7);
        assertThat(counts()).containsExactly(Map.entry(4, 1L));
        assertThat(sums()).containsExactly(Map.entry(4, 7L));
    }
}
