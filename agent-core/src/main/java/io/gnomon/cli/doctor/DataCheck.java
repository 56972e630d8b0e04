package io.gnomon.cli.doctor;

import io.gnomon.store.file.DatabaseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the place where the agent would store. */
final class DataCheck {

    private static final String SUBJECT = "data";

    private static final String ELSEWHERE = "name another place with database=FILE";

    private final Path database;

    /** @param database absolute */
    DataCheck(Path database) {
        this.database = database;
    }

    Finding run() {
        Path folder = existing(database);
        if (!Files.isDirectory(folder)) {
            return Finding.problem(
                    SUBJECT, database + " cannot be made: " + folder + " is a file, not a folder", ELSEWHERE);
        }
        if (!Files.isWritable(folder)) {
            return Finding.problem(SUBJECT, database + " cannot be made: " + folder + " cannot be written", ELSEWHERE);
        }
        if (!Files.exists(database)) {
            return Finding.ok(SUBJECT, "would go to " + database);
        }
        if (!Files.isRegularFile(database)) {
            return Finding.problem(SUBJECT, database + " exists already and is not a file", ELSEWHERE);
        }
        try {
            return Files.size(database) == 0 || DatabaseFile.looksLikeDatabase(database)
                    ? Finding.ok(SUBJECT, "would be added to " + database)
                    : Finding.problem(SUBJECT, database + " exists already and is not a database", ELSEWHERE);
        } catch (IOException unreadable) {
            return Finding.problem(SUBJECT, database + " cannot be read: " + unreadable.getMessage(), ELSEWHERE);
        }
    }

    /** The nearest of the folders around a file that exists: the agent makes the others. */
    static Path existing(Path database) {
        Path nearest = database;
        do {
            Path parent = nearest.getParent();
            if (parent == null) {
                return nearest;
            }
            nearest = parent;
        } while (!Files.exists(nearest));
        return nearest;
    }
}
