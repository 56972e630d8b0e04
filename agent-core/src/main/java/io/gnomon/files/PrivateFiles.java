package io.gnomon.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Makes files and folders that only this user may read or enter, whatever the umask: messages and command lines may hold
 * what is nobody else's business. What is there already keeps the permissions that somebody gave it. On file systems without
 * such permissions the folder's rules apply.
 */
public final class PrivateFiles {

    private PrivateFiles() {}

    /**
     * Makes an empty file, if there is none of that name.
     *
     * @return whether it was made
     * @throws IOException if there is none and none can be made
     */
    public static boolean createFile(Path file) throws IOException {
        try {
            Files.createFile(file, only(file, "rw-------"));
            return true;
        } catch (FileAlreadyExistsException there) {
            return false;
        }
    }

    /**
     * Makes a folder.
     *
     * @throws FileAlreadyExistsException if the name is taken
     */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectory(folder, only(folder, "rwx------"));
    }

    /** Makes a folder and those around it, as far as they are missing. */
    public static void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder, only(folder, "rwx------"));
    }

    private static FileAttribute<?>[] only(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
