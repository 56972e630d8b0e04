package io.gnomon.cli.input;

import io.gnomon.rules.Suggestion;
import io.gnomon.store.file.SqliteLibrary;
import io.gnomon.store.read.ReadConnection;
import io.gnomon.store.read.UnreadableDatabaseException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens the file that a command is given. What can be seen from outside is said here, with what to name instead; what is in
 * the file, {@link ReadConnection} tells.
 */
public final class DatabaseReader {

    private static final String ENDING = ".db";

    /** In a folder with thousands of files none is looked for. */
    private static final int MOST_FILES = 1_000;

    private DatabaseReader() {}

    /**
     * Opens a file, to be closed by the caller.
     *
     * @throws CommandFailure if no file is named, it is none, or SQLite cannot be loaded
     * @throws UnreadableDatabaseException if it holds something else than what the agent writes
     */
    public static ReadConnection open(Path file) throws UnreadableDatabaseException {
        requireFile(file);
        loadLibrary();
        return ReadConnection.open(file);
    }

    private static void requireFile(Path file) {
        if (file.toString().isBlank()) {
            throw new CommandFailure(ExitCode.USAGE, "no file is named: name a database such as gnomon/orders.db");
        }
        if (Files.notExists(file)) {
            throw unreadable(file, "does not exist" + similar(file).orElse(": name a file that the agent wrote"));
        }
        if (!Files.exists(file)) {
            throw unreadable(file, "cannot be reached: a folder on the way denies access, or links lead in a circle");
        }
        if (Files.isDirectory(file)) {
            throw unreadable(file, "is a folder: name " + any(file).orElse("the .db file in it"));
        }
        if (!Files.isRegularFile(file)) {
            throw unreadable(file, "is a pipe or a device, not a file: write what comes from it into a file first");
        }
        if (isEmpty(file)) {
            throw unreadable(file, "is empty: the agent has written nothing to it");
        }
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException gone) {
            return false;
        }
    }

    private static Optional<String> similar(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        List<String> names = folder == null ? List.of() : databases(folder);
        String nearest = Suggestion.nearest(String.valueOf(file.getFileName()), names);
        return Optional.ofNullable(nearest).map(name -> ": did you mean " + file.resolveSibling(name) + "?");
    }

    private static Optional<String> any(Path folder) {
        List<String> names = databases(folder);
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        names.size() == 1
                                ? folder.resolve(names.get(0)).toString()
                                : "a file in it, such as " + folder.resolve(names.get(0)));
    }

    private static List<String> databases(Path folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                if (Files.isRegularFile(file) && names.size() < MOST_FILES) {
                    names.add(file.getFileName().toString());
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return List.of();
        }
        names.sort(null);
        return names;
    }

    /** The temporary folder of a hardened system runs no programs; the user's own often does. */
    private static void loadLibrary() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "."));
        Path home = Path.of(System.getProperty("user.home", "."));
        try {
            SqliteLibrary.load(temporary, home);
        } catch (IOException unusable) {
            Throwable reason = unusable.getCause() == null ? unusable : unusable.getCause();
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "SQLite's library cannot be loaded from " + temporary + " or " + home + " (" + reason.getMessage()
                            + "): name a folder that can be written and is not mounted noexec, by"
                            + " -Djava.io.tmpdir=FOLDER before -jar",
                    unusable);
        }
    }

    private static CommandFailure unreadable(Path file, String what) {
        return new CommandFailure(ExitCode.UNREADABLE_FILE, file + " " + what);
    }
}
