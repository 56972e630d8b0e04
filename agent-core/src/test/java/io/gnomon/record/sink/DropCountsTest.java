package io.gnomon.record.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DropCountsTest {

    private final DropCounts drops = new DropCounts();

    private Map<Integer, List<Long>> drain() {
        Map<Integer, List<Long>> drained = new HashMap<>();
        drops.drain((operation, calls, errors) -> drained.put(operation, List.of(calls, errors)));
        return drained;
    }

    @Test
    void callsAndErrorsAreGivenOutOnce() {
        assertThat(drops.any()).isFalse();
        drops.add(3, false);
        drops.add(3, true);
        drops.add(5, false);
        assertThat(drops.any()).isTrue();

        assertThat(drain()).isEqualTo(Map.of(3, List.of(2L, 1L), 5, List.of(1L, 0L)));
        assertThat(drops.any()).isFalse();
        assertThat(drain()).isEmpty();
    }
}
