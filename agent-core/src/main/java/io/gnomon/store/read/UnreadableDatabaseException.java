package io.gnomon.store.read;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that cannot be read as a Gnomon database. The message is a sentence for people; it names the file. */
public final class UnreadableDatabaseException extends Exception {

    UnreadableDatabaseException(Path file, String reason, @Nullable Throwable cause) {
        super(file + " " + reason, cause);
    }
}
