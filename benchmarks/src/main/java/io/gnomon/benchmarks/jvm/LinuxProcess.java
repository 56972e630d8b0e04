package io.gnomon.benchmarks.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What Linux says of a process that runs. On other systems there is nothing to read, and each method fails. */
public record LinuxProcess(long pid) {

    private static final double KIB_PER_MIB = 1024;

    /**
     * A thread so far.
     *
     * @param name at most 15 characters of it
     * @param voluntarySwitches how often it has gone to rest by itself
     */
    public record ThreadUse(String name, double cpuSeconds, long voluntarySwitches) {

        /** Whether it is one of the agent's. */
        public boolean isAgents() {
            return name.startsWith("gnomon-");
        }

        /** Whether it is one of the JVM's just-in-time compilers. */
        boolean isCompilers() {
            return name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler");
        }
    }

    /**
     * CPU time of the process, and of those of its threads that are of interest here.
     *
     * @param seconds of all threads, those included that have ended, to 0.01 s
     * @param compilerSeconds of these, what the just-in-time compilers took that have not ended
     * @param agentSeconds of these, what the agent's threads took that have not ended
     */
    public record CpuUse(double seconds, double compilerSeconds, double agentSeconds) {

        /** What was used between another look at the same process and this one. */
        public CpuUse since(CpuUse earlier) {
            return new CpuUse(
                    seconds - earlier.seconds,
                    compilerSeconds - earlier.compilerSeconds,
                    agentSeconds - earlier.agentSeconds);
        }
    }

    /** CPU time so far. */
    public CpuUse cpuUse() throws IOException {
        List<ThreadUse> threads = threads();
        return new CpuUse(
                ProcText.cpuSeconds(Files.readString(folder().resolve("stat"))),
                sum(threads, ThreadUse::isCompilers),
                sum(threads, ThreadUse::isAgents));
    }

    private static double sum(List<ThreadUse> threads, Predicate<ThreadUse> chosen) {
        return threads.stream()
                .filter(chosen)
                .mapToDouble(ThreadUse::cpuSeconds)
                .sum();
    }

    /** Memory in use now. */
    public double residentMib() throws IOException {
        return status("VmRSS") / KIB_PER_MIB;
    }

    /** The most memory that was in use at once. */
    public double peakResidentMib() throws IOException {
        return status("VmHWM") / KIB_PER_MIB;
    }

    /** The threads that there are now. */
    public List<ThreadUse> threads() throws IOException {
        List<ThreadUse> threads = new ArrayList<>();
        try (Stream<Path> tasks = Files.list(folder().resolve("task"))) {
            for (Path task : tasks.toList()) {
                try {
                    threads.add(thread(task));
                } catch (NoSuchFileException ended) {
                    // Between the listing and the look at it.
                }
            }
        }
        return threads;
    }

    /**
     * CPU time of the agent's thread of this name so far, to the nanosecond.
     *
     * @throws IllegalStateException if there is no such thread
     */
    public double cpuSecondsOf(String thread) throws IOException {
        return threads().stream()
                .filter(use -> use.name().equals(thread))
                .mapToDouble(ThreadUse::cpuSeconds)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("process " + pid + " has no thread " + thread));
    }

    private static ThreadUse thread(Path task) throws IOException {
        return new ThreadUse(
                ProcText.name(Files.readString(task.resolve("stat"))),
                ProcText.scheduledSeconds(Files.readString(task.resolve("schedstat"))),
                ProcText.number(Files.readString(task.resolve("status")), "voluntary_ctxt_switches"));
    }

    private long status(String name) throws IOException {
        return ProcText.number(Files.readString(folder().resolve("status")), name);
    }

    private Path folder() {
        return Path.of("/proc", Long.toString(pid));
    }
}
