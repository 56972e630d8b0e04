package io.gnomon.store.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says in words what the file system refused; its exceptions often hold nothing but a path. */
public final class FileTrouble {

    private FileTrouble() {}

    /** The failure with a sentence for the user as its message. */
    public static IOException with(Path path, IOException failure) {
        return new IOException("cannot write to " + path + ": " + reason(path, failure), failure);
    }

    private static String reason(Path path, IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException existing) {
            return existing.getFile() + " is a file, not a folder";
        }
        if (failure instanceof NoSuchFileException missing) {
            return "the folder cannot be made: " + missing.getFile();
        }
        if (failure instanceof FileSystemException refused && refused.getReason() != null) {
            return refused.getReason();
        }
        String message = failure.getMessage();
        return message == null || message.equals(path.toString()) ? failure.toString() : message;
    }
}
