package io.gnomon.stats;

import static io.gnomon.store.write.DatabaseBuilder.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.store.read.ReadConnection;
import io.gnomon.store.write.DatabaseBuilder;
import io.gnomon.store.write.OrdersDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresQueryTest {

    private static final int QUERY = 1;
    private static final int INSERT = 2;
    private static final int PLACE = 3;
    private static final String ISE = "java.lang.IllegalStateException";
    private static final String SQL = "java.sql.SQLException";

    @TempDir
    private Path directory;

    @Test
    void groupsFailuresByWhatTheyHaveInCommon() throws Exception {
        OrdersDatabase.create(directory.resolve("calls.db")).close();

        List<FailureGroup> groups = groups(null);

        assertThat(groups).extracting(FailureGroup::type).containsExactly("java.io.IOException", null, ISE);
        FailureGroup stock = groups.get(0);
        assertThat(stock.messagePattern()).isEqualTo("no stock of '*' for order #");
        assertThat(stock.exceptions()).isEqualTo(2);
        assertThat(stock.operations()).containsExactly(new FailedOperation(OrdersDatabase.SERVLET, 2));
        assertThat(stock.first()).isEqualTo(START.plusSeconds(15));
        assertThat(stock.last()).isEqualTo(START.plusSeconds(16));
        assertThat(stock.example()).isEqualTo(12);
        assertThat(stock.exampleMessage()).isEqualTo("no stock of 'milk' for order 4712");
        assertThat(groups.get(2).exampleStack()).startsWith("java.lang.IllegalStateException: order 17 is closed\n");
    }

    @Test
    void anExceptionCountsOnceHoweverManyCallsItLeaves() throws Exception {
        try (DatabaseBuilder database = database()) {
            for (int tree = 1; tree <= 4; tree += 3) {
                failed(database, PLACE, tree, null, SQL, "row " + tree + " is locked");
                failed(database, INSERT, tree, (long) tree, SQL, "row " + tree + " is locked");
                failed(database, QUERY, tree, tree + 1L, SQL, "row " + tree + " is locked");
            }
        }

        List<FailureGroup> groups = groups(null);

        assertThat(groups).singleElement().satisfies(group -> {
            assertThat(group.exceptions()).isEqualTo(2);
            assertThat(group.failedCalls()).isEqualTo(6);
            assertThat(group.operations())
                    .containsExactly(
                            new FailedOperation("query", 2),
                            new FailedOperation("insert", 2),
                            new FailedOperation("place", 2));
        });
    }

    @Test
    void anExceptionThatWasCaughtIsNotTheNextOne() throws Exception {
        try (DatabaseBuilder database = database()) {
            failed(database, PLACE, 1, null, SQL, "locked");
            failed(database, INSERT, 1, 1L, SQL, "locked");
            failed(database, INSERT, 1, 1L, SQL, "locked");
            failed(database, PLACE, 4, null, ISE, "locked");
            failed(database, INSERT, 4, 4L, SQL, "locked");
        }

        List<FailureGroup> groups = groups(null);

        assertThat(groups).extracting(FailureGroup::type).containsExactly(SQL, ISE);
        assertThat(groups.get(0).exceptions()).isEqualTo(3);
        assertThat(groups.get(0).operations())
                .containsExactly(new FailedOperation("insert", 3), new FailedOperation("place", 1));
    }

    @Test
    void callsWithoutATreeCountForThemselves() throws Exception {
        try (DatabaseBuilder database = database()) {
            failed(database, PLACE, null, null, SQL, "locked");
            failed(database, QUERY, null, null, SQL, "locked");
        }

        assertThat(groups(null))
                .singleElement()
                .extracting(FailureGroup::exceptions)
                .isEqualTo(2L);
    }

    @Test
    void callersInACircleEndSomewhere() throws Exception {
        try (DatabaseBuilder database = database()) {
            failed(database, PLACE, 1, 2L, SQL, "locked");
            failed(database, QUERY, 1, 1L, SQL, "locked");
        }

        assertThat(groups(null))
                .singleElement()
                .extracting(FailureGroup::failedCalls)
                .isEqualTo(2L);
    }

    @Test
    void ofSomeOperationsOnlyTheirCallsCount() throws Exception {
        try (DatabaseBuilder database = database()) {
            failed(database, PLACE, 1, null, SQL, "locked");
            failed(database, QUERY, 1, 1L, SQL, "locked");
        }

        assertThat(groups(Set.of((long) PLACE))).singleElement().satisfies(group -> {
            assertThat(group.exceptions()).isEqualTo(1);
            assertThat(group.operations()).containsExactly(new FailedOperation("place", 1));
        });
    }

    private DatabaseBuilder database() throws Exception {
        return DatabaseBuilder.create(directory.resolve("calls.db"))
                .run(1, 1, START, START)
                .operation(QUERY, "query", "")
                .operation(INSERT, "insert", "")
                .operation(PLACE, "place", "")
                .thread(1, 1, "main");
    }

    private static void failed(
            DatabaseBuilder database,
            int operation,
            @Nullable Integer tree,
            @Nullable Long caller,
            String type,
            String message)
            throws Exception {
        Long treeId = tree == null ? null : tree.longValue();
        long call = database.sample(operation, 0, 1, START, 1_000, null, 2, treeId, caller);
        database.failure(call, type, message, null, null);
    }

    private List<FailureGroup> groups(@Nullable Set<Long> operations) throws Exception {
        try (ReadConnection reader = ReadConnection.open(directory.resolve("calls.db"))) {
            return new FailuresQuery(reader.connection()).groups(RunScope.of(1), TimeWindow.ALL, operations);
        }
    }
}
