package io.gnomon.stats;

import static io.gnomon.store.write.DatabaseBuilder.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.stats.SampleFilter.Order;
import io.gnomon.store.read.ReadConnection;
import io.gnomon.store.write.DatabaseBuilder;
import io.gnomon.store.write.OrdersDatabase;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples and call trees of the orders database. */
class StoredCallsTest {

    @TempDir
    private Path directory;

    private DatabaseBuilder writer;
    private ReadConnection reader;

    @BeforeEach
    void open() throws Exception {
        writer = OrdersDatabase.create(directory.resolve("orders.db"));
        reader = ReadConnection.open(directory.resolve("orders.db"));
    }

    @AfterEach
    void close() throws Exception {
        reader.close();
        writer.close();
    }

    @Test
    void findsAnOperationsCallsInAWindowOldestFirst() throws Exception {
        TimeWindow window = new TimeWindow(START.plusSeconds(12), START.plusSeconds(17));
        assertThat(ids(new SampleFilter(
                        RunScope.of(1),
                        window,
                        operation(OrdersDatabase.SERVLET),
                        false,
                        false,
                        Order.OLDEST_FIRST,
                        9)))
                .containsExactly(10L, 11L, 12L);
        assertThat(ids(new SampleFilter(
                        RunScope.of(1), window, operation(OrdersDatabase.SERVLET), true, false, Order.OLDEST_FIRST, 9)))
                .containsExactly(10L);
        assertThat(ids(new SampleFilter(RunScope.of(1), window, null, false, true, Order.LATEST_FIRST, 1)))
                .containsExactly(12L);
    }

    @Test
    void findsCallsThroughTheFlushesOnly() throws Exception {
        writer.execute("DELETE FROM flush WHERE id = 2");
        assertThat(ids(new SampleFilter(RunScope.ALL, TimeWindow.ALL, null, false, false, Order.SLOWEST_FIRST, 100)))
                .hasSize(12)
                .startsWith(9L, 8L)
                .doesNotContain(10L);
    }

    @Test
    void scansNoMoreSamplesThanAWindowNeeds() throws Exception {
        TimeWindow window = new TimeWindow(START, START.plusSeconds(1));
        assertThat(plan(new SampleFilter(RunScope.of(1), window, Set.of(1L), false, false, Order.OLDEST_FIRST, 9)))
                .contains("SEARCH s USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)");
        assertThat(plan(new SampleFilter(RunScope.of(1), window, Set.of(1L), true, false, Order.OLDEST_FIRST, 9)))
                .contains("SEARCH s USING INDEX sample_flagged (start>? AND start<?)");
    }

    @Test
    void knowsNoCallOfAnotherRun() throws Exception {
        assertThat(ids(new SampleFilter(RunScope.of(2), TimeWindow.ALL, null, false, false, Order.OLDEST_FIRST, 9)))
                .isEmpty();
        assertThat(ids(new SampleFilter(RunScope.of(2), TimeWindow.ALL, null, true, false, Order.OLDEST_FIRST, 9)))
                .isEmpty();
    }

    @Test
    void rebuildsATreeFromAnyOfItsCalls() throws Exception {
        CallTree tree = new CallTreeQuery(reader.connection()).find(3).orElseThrow();
        assertThat(tree.size()).isEqualTo(9);
        StoredCall root = tree.tops().get(0);
        assertThat(tree.tops()).extracting(StoredCall::id).containsExactly(9L);
        assertThat(tree.children(root)).extracting(StoredCall::id).containsExactly(8L, 7L);
        assertThat(tree.children(tree.children(root).get(0)))
                .extracting(StoredCall::id)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(tree.children(root)).extracting(tree::isDisplaced).containsExactly(false, true);
    }

    @Test
    void aCallWithoutATreeStandsAlone() throws Exception {
        assertThat(new CallTreeQuery(reader.connection()).find(13))
                .hasValueSatisfying(tree -> assertThat(tree.size()).isEqualTo(1));
        assertThat(new CallTreeQuery(reader.connection()).find(4_711)).isEmpty();
    }

    @Test
    void aTreeWithoutItsRootHasSeveralTops() throws Exception {
        writer.execute("DELETE FROM sample WHERE id = 9");
        CallTree tree = new CallTreeQuery(reader.connection()).find(8).orElseThrow();
        assertThat(tree.tops()).extracting(StoredCall::id).containsExactly(8L, 7L);
    }

    @Test
    void readsTheLedger() throws Exception {
        Account account =
                new AccountQuery(reader.connection()).of(RunScope.of(1)).orElseThrow();
        assertThat(account.produced()).isEqualTo(1_017);
        assertThat(account.dropped()).containsEntry("pool empty", 10L).hasSize(1);
        assertThat(account.unaccounted()).isZero();
        writer.execute("UPDATE ledger SET calls = calls - 4 WHERE entry = 'sampled_out'");
        assertThat(new AccountQuery(reader.connection())
                        .of(RunScope.ALL)
                        .orElseThrow()
                        .unaccounted())
                .isEqualTo(4);
    }

    private List<String> plan(SampleFilter filter) throws Exception {
        List<String> steps = new ArrayList<>();
        try (Statement statement = reader.connection().createStatement();
                ResultSet row = statement.executeQuery("EXPLAIN QUERY PLAN " + SampleQuery.sql(filter))) {
            while (row.next()) {
                steps.add(row.getString("detail"));
            }
        }
        return steps;
    }

    private Set<Long> operation(String name) throws Exception {
        return new OperationsQuery(reader.connection()).ids(name::equals);
    }

    private List<Long> ids(SampleFilter filter) throws Exception {
        return new SampleQuery(reader.connection())
                .find(filter).stream().map(StoredCall::id).toList();
    }
}
