package io.gnomon.store.write;

import java.sql.SQLException;

/**
 * What one part of the agent adds to a flush. A flush is one transaction, and the list of contributions is made where the
 * agent is wired: who has something to store registers one, and nobody else needs to know of it.
 *
 * <p>All methods are called by the writer's thread: {@link #prepare}, then {@link #write} if there is a file, then either
 * {@link #written} or {@link #notWritten}. What producers on other threads hand over has to wait in a bounded queue of the
 * contribution's own.
 */
public interface Contribution {

    /** What it does, in words that fit before "failed". */
    String name();

    /** Whether it has something to write. A flush takes place if any contribution has. */
    boolean isDirty();

    /** The file is a new one, and has nothing of this run: what memory still holds is to be written to it again. */
    default void beginAnew() {}

    /**
     * Gathers what this flush is to write.
     *
     * @param nowNanos by {@link System#nanoTime()}
     * @param last whether the run ends with this flush
     */
    default void prepare(long nowNanos, boolean last) {}

    /** Writes into the open transaction. */
    void write(Store store, boolean last) throws SQLException;

    /** What was written is durable. */
    default void written() {}

    /** The transaction failed, or there was no file: nothing of it is stored. */
    default void notWritten(boolean last) {}
}
