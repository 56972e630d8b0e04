package io.gnomon.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sqlite.core.NativeDB;

/**
 * Loads SQLite's native library from a private folder, which is removed again at once. Left to itself, sqlite-jdbc would
 * leave a file in the temporary folder until the JVM ends, clear away those of other JVMs there, obey properties that
 * the application may have set for a sqlite-jdbc of its own, and not try a second folder.
 */
public final class SqliteLibrary {

    private SqliteLibrary() {}

    /**
     * Loads the library, once.
     *
     * @param folders where the library may be put for a moment, in order; one that cannot be written, or is mounted
     *     without the right to execute, is passed over
     * @throws IOException if it can be loaded from none of them
     */
    public static synchronized void load(Path... folders) throws IOException {
        if (isLoaded()) {
            return;
        }
        Throwable last = null;
        for (Path folder : folders) {
            try {
                loadFrom(folder);
                tellDriver();
                return;
            } catch (IOException | LinkageError failure) {
                last = failure;
            }
        }
        throw new IOException("SQLite's native library cannot be loaded from any of " + List.of(folders), last);
    }

    /** Loads the library by way of the temporary folder. */
    public static void load() throws IOException {
        load(Path.of(System.getProperty("java.io.tmpdir", ".")));
    }

    private static void loadFrom(Path folder) throws IOException {
        SqlitePlatform platform = SqlitePlatform.current();
        String resource = platform.resource();
        Path directory = PrivateFolder.make(folder);
        Path library = directory.resolve(platform.library());
        try {
            try (InputStream in = NativeDB.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IOException("Gnomon has no SQLite library for this platform, " + resource);
                }
                Files.copy(in, library);
            }
            // The JVM binds it to the classes of the caller's loader, which is the driver's.
            System.load(library.toAbsolutePath().toString());
        } finally {
            remove(library);
            remove(directory);
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException inUse) {
            // On Windows a loaded library stays locked; there the file remains until the folder is cleared.
        }
    }

    private static boolean isLoaded() throws IOException {
        try {
            return flag("loadSucceeded").getBoolean(null);
        } catch (IllegalAccessException impossible) {
            throw new IOException(impossible);
        }
    }

    /**
     * Spares the driver its own search for the library. It can be told so by system properties alone, and those the
     * application's own driver would see, too.
     */
    private static void tellDriver() throws IOException {
        try {
            flag("loadSucceeded").setBoolean(null, true);
            flag("isLoaded").setBoolean(null, true);
        } catch (IllegalAccessException impossible) {
            throw new IOException(impossible);
        }
    }

    private static Field flag(String name) throws IOException {
        try {
            Field flag = NativeDB.class.getDeclaredField(name);
            flag.setAccessible(true);
            return flag;
        } catch (NoSuchFieldException otherVersion) {
            throw new IOException("this version of sqlite-jdbc keeps no " + name, otherVersion);
        }
    }
}
