package io.gnomon.record.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    private final MemoryBudget budget = new MemoryBudget(1_000);

    @Test
    void chunksMayTakeAllThatNobodyElseHolds() {
        assertThat(budget.chunks().tryTake(900)).isTrue();
        assertThat(budget.chunks().tryTake(200)).isFalse();
        assertThat(budget.chunks().tryTake(100)).isTrue();

        budget.chunks().giveBack(600);
        budget.windows().take(200);
        assertThat(budget.chunks().tryTake(401)).isFalse();
        assertThat(budget.chunks().tryTake(400)).isTrue();
    }

    @Test
    void windowsAndDetailsMayTakeAQuarterEach() {
        assertThat(budget.details().tryTake(250)).isTrue();
        assertThat(budget.details().tryTake(1)).isFalse();

        budget.windows().take(250);
        assertThat(budget.windows().isOver()).isFalse();
        budget.windows().take(1);
        assertThat(budget.windows().isOver()).isTrue();
        assertThat(budget.isOver()).isFalse();
    }

    @Test
    void whatMustBeTakenIsTakenAndMakesOthersWait() {
        budget.chunks().take(1_200);

        assertThat(budget.isOver()).isTrue();
        assertThat(budget.details().tryTake(1)).isFalse();
        budget.chunks().giveBack(300);
        assertThat(budget.isOver()).isFalse();
        assertThat(budget.details().tryTake(100)).isTrue();
        assertThat(budget.details().held()).isEqualTo(100);
    }
}
