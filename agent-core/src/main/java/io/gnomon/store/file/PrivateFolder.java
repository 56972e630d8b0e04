package io.gnomon.store.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A new folder that only this user may enter. Not {@code Files.createTempDirectory}: its random name starts the JDK's
 * security providers, which takes tens of milliseconds of the application's start. A name that can be guessed does no harm,
 * for a folder that is there already is not taken.
 */
final class PrivateFolder {

    private static final int TRIES = 100;

    private PrivateFolder() {}

    /**
     * Makes one.
     *
     * @param parent where
     * @throws IOException if it cannot be made there
     */
    static Path make(Path parent) throws IOException {
        boolean posix = parent.getFileSystem().supportedFileAttributeViews().contains("posix");
        for (int attempt = 1; ; attempt++) {
            Path folder = parent.resolve("gnomon-" + ProcessHandle.current().pid() + "-"
                    + Long.toString(System.nanoTime() & Long.MAX_VALUE, Character.MAX_RADIX));
            try {
                return posix
                        ? Files.createDirectory(
                                folder,
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                        : Files.createDirectory(folder);
            } catch (FileAlreadyExistsException taken) {
                if (attempt == TRIES) {
                    throw taken;
                }
            }
        }
    }
}
