package io.gnomon.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * How the file was left after our last write. Nobody else is to write to it, so a difference shows that somebody did.
 *
 * @param size in bytes
 * @param modified when it was last written to
 */
record FileStamp(long size, FileTime modified) {

    private static final FileStamp UNKNOWN = new FileStamp(0, FileTime.fromMillis(0));

    /** As it is now; {@link #isKnown not known} if the file system does not answer. Does not open the file. */
    static FileStamp of(Path path) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileStamp(now.size(), now.lastModifiedTime());
        } catch (IOException noAnswer) {
            return UNKNOWN;
        }
    }

    boolean isKnown() {
        return !equals(UNKNOWN);
    }
}
