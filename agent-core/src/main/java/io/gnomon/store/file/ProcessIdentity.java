package io.gnomon.store.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One process, told from all others, also from a later one that gets the same number.
 *
 * @param pid its number, which is unique only in its space
 * @param start when it started, in a unit that only a comparison for equality needs; empty if that is not known
 * @param space where the number counts: the boot of the machine and, in it, the container
 */
record ProcessIdentity(long pid, String start, String space) {

    /** Fields of /proc/PID/stat behind the command, which is in parentheses and may hold blanks. */
    private static final int STATE = 0;

    private static final int START_TICKS = 19;

    /** This process. */
    static ProcessIdentity current() {
        long pid = ProcessHandle.current().pid();
        return new ProcessIdentity(pid, startOf(pid).orElse(""), currentSpace());
    }

    /** Whether this is about a process that {@code observer} can look at. */
    boolean isInSpaceOf(ProcessIdentity observer) {
        return space.equals(observer.space);
    }

    /** Whether it still runs; for a process in the observer's own space. */
    boolean isAlive() {
        Optional<String> now = startOf(pid);
        return now.isPresent() && (start.isEmpty() || now.get().isEmpty() || start.equals(now.get()));
    }

    /** When the process of that number started, "" if that is not told; empty if there is none that runs. */
    private static Optional<String> startOf(long pid) {
        try {
            // In ticks since the boot: setting the clock does not move it, as it moves the JDK's start instant.
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean dead = fields[STATE].equals("Z") || fields[STATE].equals("X");
            return dead ? Optional.empty() : Optional.of(fields[START_TICKS]);
        } catch (IOException | RuntimeException noSuchFile) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .map(process ->
                            process.info().startInstant().map(Instant::toString).orElse(""));
        }
    }

    private static String currentSpace() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | RuntimeException notLinux) {
            return "";
        }
    }
}
