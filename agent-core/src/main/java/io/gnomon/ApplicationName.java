package io.gnomon;

import java.util.Locale;

/** The application's name where nobody gave one: its main class's simple name, or its jar's name without the version. */
final class ApplicationName {

    private static final int MAX_LENGTH = 80;

    private ApplicationName() {}

    /** @param command {@code sun.java.command}: the main class or jar, then the arguments; may be empty */
    static String of(String command) {
        String main = command.strip().split("\\s+", 2)[0];
        String name = main.toLowerCase(Locale.ROOT).endsWith(".jar") ? jarName(main) : className(main);
        String safe = name.replaceAll("[^A-Za-z0-9._-]", "_");
        if (safe.isEmpty()) {
            return "java";
        }
        return safe.length() > MAX_LENGTH ? safe.substring(0, MAX_LENGTH) : safe;
    }

    private static String jarName(String path) {
        String file = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return file.substring(0, file.length() - ".jar".length())
                .replaceFirst("-\\d+(\\.\\d+)*([.-][A-Za-z0-9]+)*$", "");
    }

    private static String className(String main) {
        String inModule = main.substring(main.indexOf('/') + 1);
        return inModule.substring(inModule.lastIndexOf('.') + 1);
    }
}
