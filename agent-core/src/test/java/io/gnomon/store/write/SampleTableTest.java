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

/** Rows of every kind, in numbers that fill statements of every size. */
class SampleTableTest {

    private static final long FIRST_THREAD = 1000;

    @TempDir
    Path folder;

    private final RunClock clock = new RunClock();
    private final OperationRegistry registry = new OperationRegistry(Duration.ofSeconds(1));
    private final SampleRows rows = new SampleRows();
    private final List<String> expected = new ArrayList<>();
    private int operation;

    @BeforeEach
    void register() {
        operation = registry.register(new OperationSpec("test.operation", null, "test", "", null, TimingMode.DEFAULT))
                .id();
    }

    @Test
    void ordinaryCallsKeepAllTheirFigures() throws Exception {
        for (int i = 0; i < 437; i++) {
            add(i, 0, 0, 0);
        }

        assertThat(written(0, 437)).containsExactlyElementsOf(expected);
    }

    @Test
    void callsOfASlowTreeAmongOrdinaryOnesKeepAllTheirFigures() throws Exception {
        for (int i = 0; i < 1000; i++) {
            boolean inTree = i >= 410 && i < 650;
            add(i, i == 649 ? SampleRows.SLOW : 0, inTree ? 7 : 0, inTree && i < 649 ? 650 : 0);
        }

        assertThat(written(0, 1000)).containsExactlyElementsOf(expected);
    }

    @Test
    void onlyTheRowsAskedForAreWritten() throws Exception {
        for (int i = 0; i < 500; i++) {
            add(i, 0, 0, 0);
        }

        assertThat(written(100, 300)).containsExactlyElementsOf(expected.subList(100, 300));
    }

    private void add(long number, int flags, long tree, long caller) {
        long id = number + 1;
        long duration = 1000 + number * 13L;
        long self = number % 3 == 0 ? duration : number;
        int parent = number % 2 == 0 ? operation : 0;
        long weight = 1 + number % 300;
        rows.add(id, operation, parent, FIRST_THREAD + number % 4, number, duration, self, flags, weight, tree, caller);
        expected.add(id + " " + (parent == 0 ? "0" : "1") + " " + (FIRST_THREAD + number % 4) + " "
                + clock.epochMicros(number) + " " + duration + " " + self + " " + flags + " " + weight + " "
                + (tree == 0 ? null : tree) + " " + (caller == 0 ? null : caller));
    }

    private List<String> written(int from, int end) throws Exception {
        RunInfo info = new RunInfo("test", "", 1, "", "", "", 1, "", "", "", "");
        Path file = folder.resolve("samples.db");
        try (Store store = Store.open(file, Owner.inThisProcess(), info, registry, clock, new RotatingLog(1 << 20))) {
            store.begin(0);
            store.samples(rows, from, end);
            store.commit(clock.startMicros());
        }
        List<String> found = new ArrayList<>();
        try (ReadConnection reading = ReadConnection.open(file);
                Statement statement = reading.connection().createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT s.id || ' ' || parent || ' ' || t.java_id || ' ' || start || ' ' || duration || ' '
                            || coalesce(self, duration) || ' ' || flags || ' ' || weight || ' '
                            || coalesce(tree, 'null') || ' ' || coalesce(caller, 'null')
                        FROM sample s JOIN thread t ON t.id = s.thread ORDER BY s.id
                        """)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }
}
