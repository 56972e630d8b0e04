package io.gnomon.naming;

import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The application's name where nobody gave one: what a person would call the program. That is its jar, its main class, or
 * what a server, a framework or an interpreter runs. It can be part of a file's name.
 */
public final class ApplicationName {

    /** Where the launcher left no word, as in a JVM inside a program of another language. */
    private static final String UNKNOWN = "java";

    private ApplicationName() {}

    /**
     * Finds it.
     *
     * @param properties the JVM's system properties
     */
    public static String of(Properties properties) {
        String safe = FileNames.safe(name(Launch.of(properties)));
        return safe.isEmpty() ? UNKNOWN : safe;
    }

    private static String name(Launch launch) {
        String known = known(launch);
        if (known != null) {
            return known;
        }
        return switch (launch.kind()) {
            case SOURCE_FILE -> FileNames.stem(launch.program());
            case JAR -> FileNames.withoutVersion(FileNames.stem(launch.program()));
            case CLASS -> ClassNames.program(launch.mainClass());
        };
    }

    private static @Nullable String known(Launch launch) {
        String name = Servers.name(launch);
        if (name == null) {
            name = Frameworks.name(launch);
        }
        return name == null ? Interpreters.name(launch) : name;
    }
}
