package io.gnomon.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What SQLite keeps beside a database while it is open.
 *
 * @param log the write-ahead log
 * @param index the index of that
 */
record Companions(FileIdentity log, FileIdentity index) {

    /** Those that are there now. */
    static Companions of(Path database) {
        return new Companions(beside(database, "-wal"), beside(database, "-shm"));
    }

    private static FileIdentity beside(Path database, String suffix) {
        return FileIdentity.of(database.resolveSibling(database.getFileName() + suffix));
    }

    /** Gives them the name that the database gets, too. Others of these names are left alone. */
    void setAside(Path database) throws IOException {
        Companions named = of(database);
        move(log, named.log().path());
        move(index, named.index().path());
    }

    private static void move(FileIdentity file, Path target) throws IOException {
        if (file.isInPlace()) {
            Files.move(file.path(), target);
        }
    }

    /** Takes them away from where they are; what the database does not hold yet is kept under another database's name. */
    void clear(Path database) throws IOException {
        if (log.isInPlace() && Files.size(log.path()) > 0) {
            setAside(database);
            return;
        }
        for (FileIdentity file : List.of(log, index)) {
            if (file.isInPlace()) {
                Files.delete(file.path());
            }
        }
    }
}
