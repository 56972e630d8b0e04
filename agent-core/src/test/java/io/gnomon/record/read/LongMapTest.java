package io.gnomon.record.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongMapTest {

    private final LongMap<String> map = new LongMap<>();
    private final Map<Long, String> expected = new HashMap<>();

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 3_000})
    void holdsWhatAHashMapHolds(int keys) {
        Random random = new Random(keys);
        for (int step = 0; step < 50_000; step++) {
            long key = 1 + random.nextInt(keys) * (step % 2 == 0 ? 1L : 1L << 40);
            if (random.nextInt(5) < 2) {
                map.remove(key);
                expected.remove(key);
            } else {
                map.put(key, "value " + step);
                expected.put(key, "value " + step);
            }
            assertThat(map.get(key)).isEqualTo(expected.get(key));
            assertThat(map.size()).isEqualTo(expected.size());
        }
        expected.forEach((key, value) -> assertThat(map.get(key)).isEqualTo(value));
        List<String> values = new ArrayList<>();
        map.forEachValue(values::add);
        assertThat(values).containsExactlyInAnyOrderElementsOf(expected.values());

        map.clear();
        assertThat(map.isEmpty()).isTrue();
        expected.keySet().forEach(key -> assertThat(map.get(key)).isNull());
    }
}
