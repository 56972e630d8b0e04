package io.gnomon.store.write;

import io.gnomon.files.PrivateFiles;
import io.gnomon.log.AgentLog;
import io.gnomon.model.CallDetail;
import io.gnomon.model.Figures;
import io.gnomon.model.OperationRegistry;
import io.gnomon.model.RuleState;
import io.gnomon.model.RunClock;
import io.gnomon.model.RunInfo;
import io.gnomon.model.SampleRows;
import io.gnomon.store.file.DatabaseFile;
import io.gnomon.store.file.FileLoss;
import io.gnomon.store.file.FileTrouble;
import io.gnomon.store.file.Owner;
import io.gnomon.store.file.SqliteLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of the file: one connection, one transaction at a time. For the writer thread.
 *
 * <p>Everything between {@link #begin} and {@link #commit} becomes durable together. After a failure the store is to be
 * closed and a new one opened: a connection that met a full disk is of no more use.
 */
public final class Store implements AutoCloseable {

    private final DatabaseFile file;
    private final RunInfo info;
    private final RunTable run;
    private final OperationTable operations;
    private final ThreadTable threads;
    private final SampleTable samples;
    private final WeightCorrection weights;
    private final DetailTable details;
    private final RollupTable rollups;
    private final JournalTables journal;
    private final RuleTable rules;

    private boolean rowsExpired;

    /** What is added to a run's sample ids to tell them from those of the runs before. */
    private final long sampleIdBase;

    private Store(
            DatabaseFile file,
            RunInfo info,
            OperationRegistry registry,
            RunClock clock,
            RunTable run,
            long sampleIdBase)
            throws SQLException {
        this.file = file;
        this.info = info;
        this.run = run;
        this.sampleIdBase = sampleIdBase;
        Connection connection = file.connection();
        this.operations = new OperationTable(connection, registry);
        this.threads = new ThreadTable(connection, run.id());
        this.samples = new SampleTable(connection, operations, threads, clock, sampleIdBase);
        this.weights = new WeightCorrection(connection, operations, sampleIdBase);
        this.details = new DetailTable(connection);
        this.rollups = new RollupTable(connection, run.id(), operations);
        this.journal = new JournalTables(connection, run.id());
        this.rules = new RuleTable(connection, run.id());
    }

    /**
     * Opens the file and begins a run in it.
     *
     * @param wanted the file; another JVM's is left alone, and a sibling taken
     * @param owner who will write to it; the same one with each try, or the file would be taken for another's
     * @throws IOException if nothing can be written there; the message is a sentence for the user
     */
    public static Store open(
            Path wanted, Owner owner, RunInfo info, OperationRegistry registry, RunClock clock, AgentLog log)
            throws IOException {
        Path folder = wanted.toAbsolutePath().resolveSibling("");
        try {
            PrivateFiles.createFolders(folder);
        } catch (IOException refused) {
            throw FileTrouble.with(wanted.toAbsolutePath(), refused);
        }
        SqliteLibrary.load(Path.of(System.getProperty("java.io.tmpdir", ".")), folder);
        DatabaseFile file = DatabaseFile.open(wanted, owner);
        Store store = beginUsable(file, info, registry, clock, clock.startMicros());
        store.note().ifPresent(log::warn);
        return store;
    }

    /** Begins a run in the file, or in the one that takes its place if what it holds keeps it from that. */
    private static Store beginUsable(
            DatabaseFile file, RunInfo info, OperationRegistry registry, RunClock clock, long startedMicros)
            throws IOException {
        try {
            return begin(file, info, registry, clock, startedMicros);
        } catch (Throwable failure) {
            closeAfter(failure, file);
            if (failure instanceof SQLException reported && file.cannotBegin(reported)) {
                return beginUsable(file.reopen(), info, registry, clock, startedMicros);
            }
            throw explained(file, failure);
        }
    }

    private static Store begin(
            DatabaseFile file, RunInfo info, OperationRegistry registry, RunClock clock, long startedMicros)
            throws SQLException {
        Connection connection = file.connection();
        RunTable run = RunTable.begin(connection, info, startedMicros);
        return new Store(file, info, registry, clock, run, SampleTable.lastId(connection));
    }

    /**
     * Opens the file again, for the same run, after this store has failed or lost its file, and was closed. If the file that
     * is there now does not know the run, the run begins anew in it.
     *
     * @throws IOException if nothing can be written there yet
     */
    public Store reopen(OperationRegistry registry, RunClock clock) throws IOException {
        DatabaseFile again = file.reopen();
        try {
            RunTable resumed = run.resume(again.connection(), info.pid());
            Store store = resumed == null
                    ? beginUsable(again, info, registry, clock, run.startedMicros())
                    : new Store(again, info, registry, clock, resumed, sampleIdBase);
            store.rowsExpired = rowsExpired;
            return store;
        } catch (IOException explained) {
            throw explained;
        } catch (Throwable failure) {
            file.failed(failure);
            closeAfter(failure, again);
            throw explained(again, failure);
        }
    }

    /** Whatever failed, an Error too: a file that stays open stays locked. */
    private static void closeAfter(Throwable failure, DatabaseFile file) {
        try {
            file.close();
        } catch (Throwable second) {
            failure.addSuppressed(second);
        }
    }

    private static IOException explained(DatabaseFile file, Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return new IOException("cannot write to " + file.path() + ": " + failure.getMessage(), failure);
    }

    /** The file in use. */
    public Path path() {
        return file.path();
    }

    /** The run's number in the file. */
    public long runId() {
        return run.id();
    }

    /** Whether the run was begun with this store: the file has nothing of it but what this store writes. */
    public boolean beganRun() {
        return !run.isResumed();
    }

    /** What the user should know about how the file was opened. */
    public Optional<String> note() {
        return file.note();
    }

    /** What has become of the file since the last transaction; null if it is as it was left. */
    public @Nullable FileLoss loss() throws SQLException {
        FileLoss loss = file.loss();
        return loss != null || run.isAsLeft() ? loss : new FileLoss("was overwritten by an older copy", false);
    }

    /** Notes in a file that was moved away that the run goes on elsewhere: nobody is to take it for cut off. */
    public void leave(long atMicros) throws SQLException {
        file.keepJournalInMemory();
        begin(atMicros);
        file.release();
        journal.event(
                atMicros, "ended", "this file was moved away while it was in use; the run continues in another one");
        run.end(atMicros);
        commit(atMicros);
    }

    /** Begins a transaction. */
    public void begin(long nowMicros) throws SQLException {
        execute("BEGIN IMMEDIATE");
        threads.now(nowMicros);
        details.now(nowMicros);
    }

    /** Begins a part of the transaction that can be taken back alone. Parts do not nest. */
    public void savepoint() throws SQLException {
        execute("SAVEPOINT part");
    }

    /** Takes back what was written since {@link #savepoint}; the part is still open. */
    public void rollBackToSavepoint() throws SQLException {
        execute("ROLLBACK TO part");
    }

    /** Ends the part. */
    public void releaseSavepoint() throws SQLException {
        execute("RELEASE part");
    }

    /** Ends the transaction, and notes it as a sign of life. */
    public void commit(long nowMicros) throws SQLException {
        run.alive(nowMicros);
        execute("COMMIT");
        run.committed();
        file.committed();
    }

    /** Notes that a transaction failed; the store is to be closed. */
    public void failed(Throwable failure) {
        file.failed(failure);
    }

    /** Notes that this transaction is a flush: it stores all calls that had ended by then and are to be stored. */
    public void flushed(long untilMicros) throws SQLException {
        samples.writeFlush(run.id(), untilMicros);
        run.flushed(untilMicros);
    }

    /** Learns the names of platform threads, by their ids; any other thread whose calls are stored is a virtual one. */
    public void platformThreads(Map<Long, String> names) {
        threads.platformThreads(names);
    }

    /** Stores the calls of the rows from {@code from} on, before {@code end}. */
    public void samples(SampleRows rows, int from, int end) throws SQLException {
        samples.write(rows, from, end);
    }

    /**
     * Has a stored row stand for more calls, or for fewer if {@code calls} is negative, but at least for its own.
     *
     * @param sampleId 0: any row of the operation's may give some
     * @return how many calls were added; the others found no row
     */
    public long addWeight(long sampleId, int operation, long calls) throws SQLException {
        long added = weights.add(sampleId == 0 ? 0 : sampleIdBase + sampleId, operation, calls);
        // The row that was to stand for them is too old to be kept, and so are they.
        return rowsExpired ? calls : added;
    }

    /** Stores what is known of a call besides its sample. */
    public void detail(long sampleId, CallDetail detail) throws SQLException {
        details.write(sampleIdBase + sampleId, detail);
    }

    /** Stores the figures of a bucket, or of the run if {@code seconds} is 0. Replaces what was stored for it before. */
    public void rollup(int operation, int seconds, long bucketMicros, Figures figures) throws SQLException {
        rollups.write(operation, seconds, bucketMicros, figures);
    }

    /** Stores the figures of any run's bucket. Replaces what was stored for it before. */
    public void rollupOf(long runId, long fileOperation, int seconds, long bucketMicros, Figures figures)
            throws SQLException {
        rollups.write(runId, fileOperation, seconds, bucketMicros, figures);
    }

    /** Whether an operation of this JVM's has that number in the file. */
    public boolean isInUse(long fileOperation) {
        return operations.isInUse(fileOperation);
    }

    /** Notes that calls of this run may have been taken out, because they were too old. */
    public void rowsExpired() {
        rowsExpired = true;
    }

    /** For contributions with statements of their own. */
    public Connection connection() {
        return file.connection();
    }

    /** Stores one caller of one operation. Replaces what was stored for it before. */
    public void edge(
            long bucketMicros, int parent, int operation, long count, long sumNanos, long countError, long sumError)
            throws SQLException {
        rollups.writeEdge(bucketMicros, parent, operation, count, sumNanos, countError, sumError);
    }

    /** Stores one account of the run's. Replaces what was stored for it before. */
    public void ledger(String entry, long calls) throws SQLException {
        journal.ledger(entry, calls);
    }

    /** Stores the report on the rules. Replaces what was stored before. */
    public void rules(List<RuleState> states) throws SQLException {
        rules.write(states);
    }

    /** Stores what the agent did. */
    public void event(long atMicros, String kind, String message) throws SQLException {
        journal.event(atMicros, kind, message);
    }

    /** Notes that the run ended in order. */
    public void end(long atMicros) throws SQLException {
        run.end(atMicros);
    }

    /** Gives the file free for others, once this transaction is durable: it is the run's last. */
    public void release() throws SQLException {
        file.release();
    }

    @Override
    public void close() throws SQLException {
        file.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = file.connection().createStatement()) {
            statement.execute(sql);
        }
    }
}
