package io.gnomon.record;

import io.gnomon.store.write.Store;
import java.io.IOException;

/** Opens the store, on a thread of the agent's: loading SQLite takes longer than the application should wait. */
public interface StoreOpener {

    /** Opens the file and begins the run. */
    Store open() throws IOException;

    /** Opens the file again after {@code failed} has failed, for the same run. */
    Store reopen(Store failed) throws IOException;
}
