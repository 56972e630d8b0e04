package io.gnomon.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Which file a path led to at one moment. Whoever keeps a file open keeps it whatever happens to its name: that the name is
 * gone, or another file's, can be seen by comparing only.
 *
 * @param key device and inode, or what stands for them; null if there was no file
 */
record FileIdentity(Path path, @Nullable Object key) {

    /** Where the file system has no such key, as on Windows, files can only be there or not. */
    private static final Object NO_KEY = new Object();

    private static final Object UNKNOWN = new Object();

    static FileIdentity of(Path path) {
        return new FileIdentity(path, key(path));
    }

    /** Whether the path still leads to that file; as far as can be told, if the file system does not answer. */
    boolean isInPlace() {
        Object now = key(path);
        return key != null && (now == UNKNOWN || key.equals(now));
    }

    /** Device and inode as text; "" if there was no file, or the file system has no such key. */
    String text() {
        return key == null || key == NO_KEY || key == UNKNOWN ? "" : key.toString();
    }

    private static @Nullable Object key(Path path) {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return key == null ? NO_KEY : key;
        } catch (NoSuchFileException missing) {
            return null;
        } catch (IOException noAnswer) {
            return UNKNOWN;
        }
    }
}
