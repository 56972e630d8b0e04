package io.gnomon.benchmarks.jvm;

/** Reads the texts of Linux's {@code /proc}, as proc(5) describes them. */
final class ProcText {

    /** The unit of times in {@code stat}: 1/100 s for programs, on all usual processors, whatever the kernel's own is. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private ProcText() {}

    /** Of a {@code stat}: the name of the process or thread, cut to 15 characters by the kernel. */
    static String name(String stat) {
        return stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    }

    /** Of a {@code stat}: CPU time in user and system mode, in seconds, to 0.01 s. */
    static double cpuSeconds(String stat) {
        // The name may hold blanks and brackets: what is counted stands behind its last bracket.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
    }

    /** Of a thread's {@code schedstat}: its CPU time in seconds, to the nanosecond. */
    static double scheduledSeconds(String schedstat) {
        return Long.parseLong(schedstat.strip().split(" ", -1)[0]) / 1e9;
    }

    /**
     * Of a {@code status}: the number that stands with a name.
     *
     * @throws IllegalStateException if the name is not there
     */
    static long number(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip().split(" ", -1)[0])
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("/proc says nothing of " + name + ": " + status));
    }
}
