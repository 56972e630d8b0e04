package io.gnomon.retention;

import io.gnomon.store.write.Store;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How large the file is, and how large it may be. */
final class FileSpace {

    /** Below that the file is of no use, however full the disk. */
    private static final long LEAST_BYTES = 16L << 20;

    /** What is to be free of a small disk. */
    private static final int SHARE_OF_DISK = 20;

    /** So much of the limit may be filled: what the next transaction adds must fit, too. */
    private static final double FILL = 0.9;

    private static final int PAGES_A_STEP = 256;

    private final Store store;
    private final RetentionSettings settings;
    private final Sql sql;
    private long limit;

    FileSpace(Store store, RetentionSettings settings) {
        this.store = store;
        this.settings = settings;
        this.sql = new Sql(store.connection());
        this.limit = settings.maxBytes();
    }

    /** Looks how much the disk leaves us. */
    void measure() throws SQLException {
        limit = Math.min(settings.maxBytes(), Math.max(LEAST_BYTES, fileBytes() + spareBytes()));
    }

    /** What the file may grow by, or must shrink by if below 0, for the sake of all others on the disk. */
    private long spareBytes() {
        try {
            FileStore disk = Files.getFileStore(store.path());
            long floor = Math.min(settings.minFreeBytes(), disk.getTotalSpace() / SHARE_OF_DISK);
            return disk.getUsableSpace() - floor;
        } catch (IOException noAnswer) {
            return settings.maxBytes();
        }
    }

    /** Whether something must be taken out that could be kept otherwise. */
    boolean isShort() throws SQLException {
        return fileBytes() - pageBytes("freelist_count") > limit * FILL;
    }

    /** The file's size that holds now, in bytes. */
    long limit() {
        return limit;
    }

    /** Gives some free pages back to the disk, if the file is too large or mostly empty; false if that is not so. */
    boolean giveBack() throws SQLException {
        long free = pageBytes("freelist_count");
        long file = fileBytes();
        boolean much = free > LEAST_BYTES && free > file / 2;
        if (free == 0 || !(much || file > limit)) {
            return false;
        }
        // A row for each page that is given back.
        try (PreparedStatement vacuum = sql.prepare("PRAGMA incremental_vacuum(" + PAGES_A_STEP + ")");
                ResultSet page = vacuum.executeQuery()) {
            boolean any = false;
            while (page.next()) {
                any = true;
            }
            return any;
        }
    }

    private long fileBytes() throws SQLException {
        return pageBytes("page_count");
    }

    private long pageBytes(String pragma) throws SQLException {
        Long pages = sql.number("PRAGMA " + pragma);
        Long size = sql.number("PRAGMA page_size");
        return pages == null || size == null ? 0 : pages * size;
    }
}
