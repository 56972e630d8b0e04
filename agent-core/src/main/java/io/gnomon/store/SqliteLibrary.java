package io.gnomon.store;

/** The native SQLite library. */
final class SqliteLibrary {

    private SqliteLibrary() {}

    static void load() {}
}
