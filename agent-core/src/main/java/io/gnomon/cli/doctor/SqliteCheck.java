package io.gnomon.cli.doctor;

import io.gnomon.store.file.SqliteLibrary;
import io.gnomon.store.file.SqliteVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Looks whether SQLite works here, and whether it is a version without the bug that can corrupt WAL databases. */
public final class SqliteCheck {

    /** SQLite up to 3.51.2 can corrupt a WAL database when two connections reset the log at the same time. */
    private static final Runtime.Version FIXED = Runtime.Version.parse("3.51.3");

    private SqliteCheck() {}

    /**
     * Looks.
     *
     * @param folders where the agent would unpack SQLite's library for a moment, in order
     */
    public static Finding run(Path... folders) {
        try {
            SqliteLibrary.load(folders);
            return judge(SqliteVersion.load());
        } catch (IOException | SQLException | LinkageError unusable) {
            return Finding.problem(
                    "SQLite",
                    "its library cannot be loaded: " + unusable.getMessage(),
                    "one of these folders must allow libraries: set -Djava.io.tmpdir; Linux, macOS and Windows on"
                            + " x86-64 and arm64 are supported");
        }
    }

    static Finding judge(String version) {
        return Runtime.Version.parse(version).compareTo(FIXED) >= 0
                ? Finding.ok("SQLite", version)
                : Finding.problem("SQLite", version, "needs " + FIXED + " or later: another sqlite-jdbc is in the way");
    }
}
