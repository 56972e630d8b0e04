package io.gnomon.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Which characters the JVM can use in the names of files. On Linux a name is bytes, and the locale that the JVM was started
 * in says which characters they are; in the locale C, which services and cron jobs have, only ASCII's.
 */
public final class FileNameEncoding {

    private FileNameEncoding() {}

    /** Whether a file can have this name, or be reached by this path. */
    public static boolean canSpell(String name) {
        try {
            return Path.of(name).toString().length() <= name.length();
        } catch (InvalidPathException unmappable) {
            return false;
        }
    }

    /** What is wrong, and what to do about it, as the end of a sentence about a name. */
    public static String remedy() {
        return "the locale's encoding is " + System.getProperty("sun.jnu.encoding") + "; set LC_ALL=C.UTF-8";
    }

    /** The remedy behind a comma, for a name that ASCII could not spell; else nothing. */
    static String remedyFor(String name) {
        return name.chars().allMatch(c -> c < 128) ? "" : ", " + remedy();
    }
}
