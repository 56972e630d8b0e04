package io.gnomon.agent;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether {@code java --dry-run} started this JVM: it loads the main class and ends. Nothing inside the JVM tells, only the
 * launcher's own command line, which Linux shows. Elsewhere, and in an {@code @argument} file, it goes unnoticed.
 */
final class DryRun {

    private static final File COMMAND_LINE = new File("/proc/self/cmdline");

    /** Launchers' options come first; this much of a long command line is enough. */
    private static final int LIMIT = 1 << 16;

    /** Options whose value is an argument of its own. */
    private static final Set<String> WITH_VALUE = new HashSet<>(Arrays.asList(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--limit-modules",
            "--add-exports",
            "--add-opens",
            "--add-reads",
            "--patch-module",
            "--enable-native-access",
            "--source"));

    private DryRun() {}

    static boolean isThisJvm() {
        if (!COMMAND_LINE.exists()) {
            return false;
        }
        try (InputStream in = new FileInputStream(COMMAND_LINE)) {
            byte[] bytes = new byte[LIMIT];
            int length = 0;
            for (int read = in.read(bytes); read > 0; read = in.read(bytes, length, LIMIT - length)) {
                length += read;
            }
            return isAsked(new String(bytes, 0, length, StandardCharsets.ISO_8859_1).split("\0", -1));
        } catch (IOException hidden) {
            // It is then taken for what it nearly always is.
            return false;
        }
    }

    /** @param commandLine the launcher itself, its options, the main class or jar, the program's arguments */
    static boolean isAsked(String[] commandLine) {
        for (int i = 1; i < commandLine.length; i++) {
            String argument = commandLine[i];
            if (argument.equals("--dry-run")) {
                return true;
            }
            if (WITH_VALUE.contains(argument)) {
                i++;
            } else if (endsOptions(argument)) {
                return false;
            }
        }
        return false;
    }

    /** At an option that is not known to take a value, its value ends the search: better monitored than missed. */
    private static boolean endsOptions(String argument) {
        return !(argument.startsWith("-") || argument.startsWith("@"))
                || argument.equals("-jar")
                || argument.equals("-m")
                || argument.equals("--module")
                || argument.startsWith("--module=");
    }
}
