package io.gnomon.naming;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * How this JVM was launched. The launcher leaves one line, {@code sun.java.command}, in which blanks may stand between
 * arguments or inside of them; with {@code -jar}, the class path tells how much of it is the jar.
 *
 * @param program a source file, a jar, or a main class, perhaps with its module before a slash; empty if nothing is known
 * @param arguments the program's arguments, taken apart at blanks
 */
record Launch(Kind kind, String program, List<String> arguments, Properties properties) {

    enum Kind {
        SOURCE_FILE,
        JAR,
        CLASS
    }

    private static final String SOURCE_LAUNCHER = "jdk.compiler/com.sun.tools.javac.launcher.";

    static Launch of(Properties properties) {
        String command = properties.getProperty("sun.java.command", "").strip();
        if (command.startsWith(SOURCE_LAUNCHER)) {
            String file = command.substring(afterWord(command, 0)).strip();
            return cut(Kind.SOURCE_FILE, file, endOf(".java", file), properties);
        }
        String jar = classPath(properties).get(0);
        if (!jar.isEmpty() && !isFolder(jar) && (command + " ").startsWith(jar + " ")) {
            return cut(Kind.JAR, command, jar.length(), properties);
        }
        int jarEnd = afterWord(command, 0);
        return cut(isArchive(command.substring(0, jarEnd)) ? Kind.JAR : Kind.CLASS, command, jarEnd, properties);
    }

    /** The folders and jars that the program's classes come from, relative to the working directory; never empty. */
    List<String> classPath() {
        return classPath(properties);
    }

    /** The main class without its module; empty if a jar or a source file was named. */
    String mainClass() {
        return kind == Kind.CLASS ? program.substring(program.indexOf('/') + 1) : "";
    }

    /** A system property, or what the program's arguments say in its stead ({@code -Dkey=value} or {@code key=value}). */
    @Nullable
    String property(String key) {
        for (String argument : arguments) {
            String plain = argument.startsWith("-D") ? argument.substring(2) : argument;
            if (plain.startsWith(key + "=")) {
                return plain.substring(key.length() + 1);
            }
        }
        return properties.getProperty(key);
    }

    /** All paths that tell where the program is installed, one after the other. */
    String paths() {
        return program + " " + String.join(" ", classPath()) + " " + workingDirectory();
    }

    /** The working directory, as the JVM found it. */
    String workingDirectory() {
        return properties.getProperty("user.dir", "");
    }

    private static Launch cut(Kind kind, String text, int end, Properties properties) {
        String rest = text.substring(end).strip();
        List<String> arguments = rest.isEmpty() ? List.of() : List.of(rest.split("\\s+", -1));
        return new Launch(kind, text.substring(0, end), arguments, properties);
    }

    private static List<String> classPath(Properties properties) {
        return List.of(properties.getProperty("java.class.path", "").split(File.pathSeparator, -1));
    }

    private static boolean isArchive(String file) {
        return FileNames.extension(file).matches("(?i)[jwe]ar");
    }

    private static boolean isFolder(String path) {
        try {
            return Files.isDirectory(Path.of(path));
        } catch (InvalidPathException notOfThisLocale) {
            return false;
        }
    }

    /** A path may hold blanks, but hardly ".java ". */
    private static int endOf(String extension, String text) {
        int end = (text + " ").indexOf(extension + " ");
        return end < 0 ? afterWord(text, 0) : end + extension.length();
    }

    private static int afterWord(String text, int start) {
        int blank = text.indexOf(' ', start);
        return blank < 0 ? text.length() : blank;
    }
}
