package io.gnomon.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.model.RunClock;
import io.gnomon.model.SampleRows;
import io.gnomon.record.rollup.LiveRollups;
import org.junit.jupiter.api.Test;

class WeightCheckTest {

    private final LiveRollups rollups = new LiveRollups(new RunClock());
    private final SampleRows rows = new SampleRows();
    private final WeightCheck check = new WeightCheck();

    private void row(int operation, long weight) {
        rows.add(rows.size() + 1, operation, 0, 1, 0, 1, 1, 0, weight, 0, 0);
    }

    @Test
    void weightsThatAreRightDoNotDiffer() {
        rollups.addDropped(1, 10, 0);
        rollups.addDropped(200, 5, 0);
        row(1, 7);
        row(1, 1);
        row(200, 5);
        check.rows(rows);
        check.add(1, 2);

        assertThat(check.difference(rollups)).isZero();
    }

    @Test
    void tooMuchHereDoesNotMakeUpForTooLittleThere() {
        rollups.addDropped(1, 10, 0);
        rollups.addDropped(2, 10, 0);
        row(1, 12);
        row(2, 8);
        check.rows(rows);

        assertThat(check.difference(rollups)).isEqualTo(4);
    }

    @Test
    void aRowThatTheFileDidNotTakeIsAccountedForButNotWhatItStoodFor() {
        rollups.addDropped(1, 10, 0);
        row(1, 10);
        check.rows(rows);
        check.notStored(rows);

        assertThat(check.difference(rollups)).isEqualTo(9);
    }
}
