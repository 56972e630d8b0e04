package io.gnomon.store.file;

import io.gnomon.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

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
        for (int attempt = 1; ; attempt++) {
            Path folder = parent.resolve("gnomon-" + ProcessHandle.current().pid() + "-"
                    + Long.toString(System.nanoTime() & Long.MAX_VALUE, Character.MAX_RADIX));
            try {
                PrivateFiles.createFolder(folder);
                return folder;
            } catch (FileAlreadyExistsException taken) {
                if (attempt == TRIES) {
                    throw taken;
                }
            }
        }
    }
}
