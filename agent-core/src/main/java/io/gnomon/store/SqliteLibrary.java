package io.gnomon.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.NativeDB;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Loads SQLite's native library from a private folder, which is removed again at once. Left to itself, sqlite-jdbc would
 * leave a file in the temporary folder until the JVM ends, clear away those of other JVMs there, and obey properties that
 * the application may have set for a sqlite-jdbc of its own.
 */
public final class SqliteLibrary {

    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";
    private static final String TEMPORARY = "org.sqlite.tmpdir";

    /** Static, as the loaded library is: there is one per class loader, for good. */
    private static boolean loaded;

    private SqliteLibrary() {}

    /**
     * Loads the library, once.
     *
     * @param folders where the library may be put for a moment, in order; one that cannot be written, or is mounted
     *     without the right to execute, is passed over
     * @throws IOException if it can be loaded from none of them
     */
    public static synchronized void load(Path... folders) throws IOException {
        Throwable last = null;
        for (Path folder : folders) {
            if (loaded) {
                return;
            }
            try {
                loaded = loadFrom(folder);
            } catch (Exception | LinkageError failure) {
                last = failure;
            }
        }
        if (loaded) {
            return;
        }
        throw new IOException("SQLite's native library cannot be loaded from any of " + List.of(folders), last);
    }

    /** Loads the library by way of the temporary folder. */
    public static void load() throws IOException {
        load(Path.of(System.getProperty("java.io.tmpdir", ".")));
    }

    private static boolean loadFrom(Path folder) throws Exception {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        Path directory = Files.createTempDirectory(folder, "gnomon-");
        Path library = directory.resolve(name);
        try {
            try (InputStream in = NativeDB.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IOException("Gnomon holds no SQLite library for this platform, " + resource);
                }
                Files.copy(in, library);
            }
            return loadFrom(directory, name);
        } finally {
            // On Windows a loaded library stays locked; there the file remains until the folder is cleared.
            Files.deleteIfExists(library);
            Files.deleteIfExists(directory);
        }
    }

    private static boolean loadFrom(Path directory, String name) throws Exception {
        Map<String, @Nullable String> before = new HashMap<>();
        set(before, PATH, directory.toString());
        set(before, NAME, name);
        set(before, TEMPORARY, directory.toString());
        try {
            return NativeDB.load();
        } finally {
            before.forEach(SqliteLibrary::restore);
        }
    }

    private static void set(Map<String, @Nullable String> before, String key, String value) {
        before.put(key, System.setProperty(key, value));
    }

    private static void restore(String key, @Nullable String value) {
        if (value == null) {
            System.clearProperty(key);
        } else {
            System.setProperty(key, value);
        }
    }
}
