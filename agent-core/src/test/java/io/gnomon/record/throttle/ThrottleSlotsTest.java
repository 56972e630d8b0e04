package io.gnomon.record.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThrottleSlotsTest {

    private final ThrottleSlots slots = new ThrottleSlots();

    @Test
    void anOperationKeepsItsSlot() {
        int first = slots.of(5);
        int second = slots.of(3);

        assertThat(first).isNotEqualTo(second);
        assertThat(slots.of(5)).isEqualTo(first);
        assertThat(slots.of(3)).isEqualTo(second);
        assertThat(slots.size()).isEqualTo(2);
    }

    @Test
    void slotsAreNumberedFromOneAndLeadBackToTheirOperations() {
        Set<Integer> given = new HashSet<>();
        for (int operation = 1_000; operation > 0; operation -= 3) {
            int slot = slots.of(operation);
            assertThat(given.add(slot)).isTrue();
            assertThat(slots.operation(slot)).isEqualTo(operation);
        }
        assertThat(slots.size()).isEqualTo(given.size());
        assertThat(given).allMatch(slot -> slot >= 1 && slot <= slots.size());
    }
}
