package io.gnomon.store.file;

/**
 * Who writes to a file. Locks cannot tell: they belong to the process, and are gone as soon as the application opens and
 * closes the file, as a backup or a server of static files does. So the file itself says it.
 *
 * @param token of one opening by one agent; nobody else has it
 * @param process the agent's process
 * @param file device and inode of the file, so that a copy is not taken for it; "" where the file system has none
 */
public record Owner(String token, ProcessIdentity process, String file) {

    /** A process that cannot be looked at has so long for a sign of life; it gives one every ten seconds. */
    private static final long SILENCE_MICROS = 60_000_000;

    /** A new one in this process. Whoever tries to open a file again after a failure is to be the same one. */
    public static Owner inThisProcess() {
        ProcessIdentity process = ProcessIdentity.current();
        String token = Long.toHexString(process.pid()) + "-" + process.start() + "-"
                + Long.toHexString(System.nanoTime() ^ System.identityHashCode(process));
        return new Owner(token, process, "");
    }

    /** Ourselves, as the owner of a file. */
    Owner of(FileIdentity identity) {
        return new Owner(token, process, identity.text());
    }

    boolean isSameAs(Owner other) {
        return token.equals(other.token);
    }

    /**
     * Whether it must be assumed to write to the file still.
     *
     * @param observer who asks
     * @param here the file where this was read
     * @param lastSignMicros the last sign of life in the file, epoch microseconds
     * @param nowMicros epoch microseconds
     */
    boolean isActive(ProcessIdentity observer, FileIdentity here, long lastSignMicros, long nowMicros) {
        if (process.isInSpaceOf(observer)) {
            return file.equals(here.text()) && process.isAlive();
        }
        // In another container, or on another machine that shares the folder.
        return Math.abs(nowMicros - lastSignMicros) < SILENCE_MICROS;
    }

    /** In words for a message. */
    String words() {
        return "process " + process.pid();
    }
}
