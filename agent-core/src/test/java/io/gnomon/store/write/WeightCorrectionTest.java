package io.gnomon.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.log.RotatingLog;
import io.gnomon.model.OperationRegistry;
import io.gnomon.model.OperationSpec;
import io.gnomon.model.RunClock;
import io.gnomon.model.RunInfo;
import io.gnomon.model.SampleRows;
import io.gnomon.rules.TimingMode;
import io.gnomon.store.file.Owner;
import io.gnomon.store.read.ReadConnection;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightCorrectionTest {

    private final RunClock clock = new RunClock();
    private final OperationRegistry registry = new OperationRegistry(Duration.ofSeconds(1));
    private final SampleRows rows = new SampleRows();
    private final List<Long> added = new ArrayList<>();
    private int operation;

    @TempDir
    Path folder;

    @BeforeEach
    void addRows() {
        operation = registry.register(new OperationSpec("test.operation", null, "test", "", null, TimingMode.DEFAULT))
                .id();
        add(1, 0, 5);
        add(2, SampleRows.ERROR, 9);
        add(3, 0, 4);
        add(4, 0, 1);
    }

    private void add(long id, int flags, long weight) {
        rows.add(id, operation, 0, 1, id, 10, 10, flags, weight, 0, 0);
    }

    private List<Long> weightsAfter(long id, long calls) throws Exception {
        RunInfo info = new RunInfo("test", "", 1, "", "", "", 1, "", "", "", "");
        Path file = folder.resolve("weights.db");
        try (Store store = Store.open(file, Owner.inThisProcess(), info, registry, clock, new RotatingLog(1 << 20))) {
            store.begin(0);
            store.samples(rows, 0, rows.size());
            added.add(store.addWeight(id, operation, calls));
            store.commit(clock.startMicros());
        }
        List<Long> weights = new ArrayList<>();
        try (ReadConnection reading = ReadConnection.open(file);
                Statement statement = reading.connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT weight FROM sample ORDER BY id")) {
            while (row.next()) {
                weights.add(row.getLong(1));
            }
        }
        return weights;
    }

    @Test
    void aRowStandsForMore() throws Exception {
        assertThat(weightsAfter(3, 10)).containsExactly(5L, 9L, 14L, 1L);
        assertThat(added).containsExactly(10L);
    }

    @Test
    void aRowThatIsGoneTakesNothing() throws Exception {
        assertThat(weightsAfter(77, 10)).containsExactly(5L, 9L, 4L, 1L);
        assertThat(added).containsExactly(0L);
    }

    @Test
    void whereARowHasTooLittleOthersGiveSomeButNoFailedOneDoes() throws Exception {
        assertThat(weightsAfter(3, -6)).containsExactly(2L, 9L, 1L, 1L);
        assertThat(added).containsExactly(-6L);
    }

    @Test
    void eachRowStandsForItselfAtLeast() throws Exception {
        assertThat(weightsAfter(0, -100)).containsExactly(1L, 9L, 1L, 1L);
        assertThat(added).containsExactly(-7L);
    }
}
