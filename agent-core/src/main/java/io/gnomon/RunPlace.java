package io.gnomon;

import io.gnomon.config.Configuration;
import io.gnomon.config.FileNameEncoding;
import io.gnomon.naming.ApplicationName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a run is called and where it is to be stored.
 *
 * @param application its name, given or found
 * @param database absolute if it was named; else relative to the working directory
 * @param obstacle the sentence that says why no file can be there; null if one can
 */
record RunPlace(String application, Path database, @Nullable String obstacle) {

    /** What the JVM puts where the bytes of a name are no character of the locale's. */
    private static final char UNREADABLE = '\uFFFD';

    static RunPlace of(Configuration configuration, Properties properties) {
        String given = configuration.application();
        String application = given == null ? ApplicationName.of(properties) : given;
        Path named = configuration.database();
        Path here = Path.of("").toAbsolutePath();
        if (named == null && !FileNameEncoding.canSpell(application)) {
            return new RunPlace(
                    application,
                    here,
                    "the application's name, " + application + ", cannot be a file's: " + FileNameEncoding.remedy());
        }
        Path database = configuration.databaseOf(application);
        return new RunPlace(
                application, database, database.toAbsolutePath().startsWith(here) ? hidden(here, properties) : null);
    }

    /** A name that was not read right leads to another folder, which would be made. */
    private static @Nullable String hidden(Path here, Properties properties) {
        String read = properties.getProperty("user.dir", "");
        boolean misread = read.indexOf(UNREADABLE) >= 0;
        return !misread || (FileNameEncoding.canSpell(read) && Files.isDirectory(here))
                ? null
                : "the working directory's name cannot be read: " + FileNameEncoding.remedy()
                        + ", or name a file elsewhere with database=";
    }
}
