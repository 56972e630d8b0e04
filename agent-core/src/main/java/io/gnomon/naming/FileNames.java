package io.gnomon.naming;

import io.gnomon.config.FileNameEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names taken from files and folders, and names that files can have. */
final class FileNames {

    /** So that no file system finds it too long, with what is appended; in bytes, as most count. */
    private static final int MAX_BYTES = 80;

    /**
     * What comes after a hyphen or an underscore and a number with dots is the version, to the end. A number without dots
     * may be part of the name, as in "orders-2-api", unless it is the last or what follows is known to belong to versions.
     */
    private static final Pattern VERSION = Pattern.compile("(?i)[-_]v?\\d+(\\.\\w+)+([-+_.].*)?$"
            + "|[-_]v?\\d+([-+_.](snapshot|release|final|ga|alpha|beta|m|rc|cr|sp)[-+_.]?\\d*)*$"
            + "|[-_](snapshot|release|final)$");

    /** Names of devices on Windows, where no file can have them. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    private FileNames() {}

    /** The last part of a path of any system. */
    static String last(String path) {
        String trimmed = path.replaceFirst("[/\\\\]+$", "");
        return trimmed.substring(Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\')) + 1);
    }

    /** What comes after the last dot of a file's name; empty if there is none. */
    static String extension(String path) {
        String file = last(path);
        int dot = file.lastIndexOf('.');
        return dot < 0 ? "" : file.substring(dot + 1);
    }

    /** The file's name without folder and extension. */
    static String stem(String path) {
        String file = last(path);
        int dot = file.lastIndexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    /** "orders-service" for "orders-service-1.4.2-SNAPSHOT". */
    static String withoutVersion(String name) {
        return VERSION.matcher(name).replaceFirst("");
    }

    /** The same with every character replaced that may not be in a file's name here, or might annoy in a shell. */
    static String safe(String name) {
        StringBuilder safe = new StringBuilder();
        int bytes = 0;
        for (int at = 0; at < name.length(); at = name.offsetByCodePoints(at, 1)) {
            int point = name.codePointAt(at);
            String character = isSafe(point) ? Character.toString(point) : "_";
            bytes += character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_BYTES) {
                break;
            }
            safe.append(character);
        }
        String result = safe.toString();
        return DEVICE.matcher(result).matches() ? result + "_" : result;
    }

    private static boolean isSafe(int point) {
        return point < 128
                ? Character.isLetterOrDigit(point) || "._-".indexOf(point) >= 0
                : Character.isLetterOrDigit(point) && FileNameEncoding.canSpell(Character.toString(point));
    }

    /** Whether the name says nothing of its owner: a folder or class is called so in many a program. */
    static boolean isGeneric(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "",
                    "app",
                    "application",
                    "boot",
                    "bootstrap",
                    "cli",
                    "core",
                    "launcher",
                    "main",
                    "runner",
                    "server",
                    "start",
                    "starter" -> true;
            default -> false;
        };
    }
}
