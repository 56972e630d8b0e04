package io.gnomon.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleRowsTest {

    private final SampleRows rows = new SampleRows();

    private void add(int count) {
        for (int row = 0; row < count; row++) {
            int flags = row % 8;
            rows.add(
                    row,
                    row % 1_000,
                    row % 77,
                    -row,
                    2L * row,
                    3L * row,
                    4L * row,
                    flags,
                    5L * row,
                    6L * row,
                    7L * row);
        }
    }

    private void assertRows(int count) {
        assertThat(rows.size()).isEqualTo(count);
        for (int row = 0; row < count; row++) {
            assertThat(rows.id(row)).isEqualTo(row);
            assertThat(rows.operation(row)).isEqualTo(row % 1_000);
            assertThat(rows.parent(row)).isEqualTo(row % 77);
            assertThat(rows.threadId(row)).isEqualTo(-row);
            assertThat(rows.startNanos(row)).isEqualTo(2L * row);
            assertThat(rows.durationNanos(row)).isEqualTo(3L * row);
            assertThat(rows.selfNanos(row)).isEqualTo(4L * row);
            assertThat(rows.flags(row)).isEqualTo(row % 8);
            assertThat(rows.weight(row)).isEqualTo(5L * row);
            assertThat(rows.tree(row)).isEqualTo(6L * row);
            assertThat(rows.caller(row)).isEqualTo(7L * row);
        }
    }

    @Test
    void holdsEachRowAsItWasAddedAgainAndAgain() {
        add(20_000);
        assertRows(20_000);
        rows.clear();
        assertThat(rows.size()).isZero();
        add(10_000);
        assertRows(10_000);
    }
}
