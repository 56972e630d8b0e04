package io.gnomon.store.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Which of sqlite-jdbc's native libraries fits this process. The driver can tell as well, but runs a program of the
 * system's for that (uname), inside the application's process, and starts the JDK's logging with it.
 *
 * @param folder as in the driver's jar, such as {@code Linux/x86_64}
 * @param library the file's name there
 */
record SqlitePlatform(String folder, String library) {

    /** The one of this process. */
    static SqlitePlatform current() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String architecture = architecture(System.getProperty("os.arch", "").toLowerCase(Locale.ROOT));
        if (os.startsWith("windows")) {
            return new SqlitePlatform("Windows/" + architecture, "sqlitejdbc.dll");
        }
        if (os.startsWith("mac") || os.startsWith("darwin")) {
            return new SqlitePlatform("Mac/" + architecture, "libsqlitejdbc.dylib");
        }
        String linux = isMusl(architecture) ? "Linux-Musl/" : "Linux/";
        return new SqlitePlatform(linux + architecture, "libsqlitejdbc.so");
    }

    /** The library's place among the driver's resources. */
    String resource() {
        return "/org/sqlite/native/" + folder + "/" + library;
    }

    private static String architecture(String name) {
        return switch (name) {
            case "amd64", "x86_64", "x64", "x86-64" -> "x86_64";
            case "aarch64", "arm64" -> "aarch64";
            default -> name;
        };
    }

    /** Whether this process runs on musl, as on Alpine, and not on glibc. Both may be installed. */
    private static boolean isMusl(String architecture) {
        String loader = "ld-musl-" + architecture;
        if (!Files.exists(Path.of("/lib", loader + ".so.1"))) {
            return false;
        }
        try {
            byte[] maps = Files.readAllBytes(Path.of("/proc/self/maps"));
            return new String(maps, StandardCharsets.ISO_8859_1).contains(loader);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
