package io.gnomon.cli.doctor;

import io.gnomon.cli.text.Format;
import io.gnomon.model.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Looks at limits of the container and at the directories that the agent needs. */
public final class HostChecks {

    private static final long MEBIBYTE = 1L << 20;

    /** The agent's own default cap on the file's size. */
    private static final long COMFORTABLE_DISK = 1024 * MEBIBYTE;

    private static final long LEAST_DISK = 64 * MEBIBYTE;

    private final Path root;
    private final Path temporary;
    private final Path data;
    private final int processors;

    /**
     * @param root where the file system begins; another one in tests
     * @param temporary the JVM's directory for temporary files
     * @param data the folder below which the agent would put its database
     */
    public HostChecks(Path root, Path temporary, Path data, int processors) {
        this.root = root;
        this.temporary = temporary;
        this.data = data;
        this.processors = processors;
    }

    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        findings.add(processors());
        findings.add(memory());
        findings.add(temporary());
        findings.add(disk());
        return findings;
    }

    private Finding processors() {
        String[] quota = line("sys/fs/cgroup/cpu.max", "sys/fs/cgroup/cpu/cpu.cfs_quota_us")
                .split("\\s+", -1);
        String seen = Count.of(processors, "processor");
        String period = quota.length > 1 ? quota[1] : line("sys/fs/cgroup/cpu/cpu.cfs_period_us");
        if (!isNumber(quota[0]) || !isNumber(period) || Long.parseLong(period) == 0) {
            return Finding.ok("processors", seen + ", no container limit");
        }
        double limit = Double.parseDouble(quota[0]) / Double.parseDouble(period);
        String detail = String.format(Locale.ROOT, "%s, the container allows %.2f", seen, limit);
        return limit < 1
                ? Finding.warning(
                        "processors", detail, "the agent's threads share less than one processor with the application")
                : Finding.ok("processors", detail);
    }

    private Finding memory() {
        String limit = line("sys/fs/cgroup/memory.max", "sys/fs/cgroup/memory/memory.limit_in_bytes");
        boolean limited = isNumber(limit) && Long.parseLong(limit) < 1L << 50;
        return Finding.ok(
                "memory", limited ? "the container allows " + mebibytes(Long.parseLong(limit)) : "no container limit");
    }

    private Finding temporary() {
        String subject = "temporary directory";
        if (!Files.isDirectory(temporary) || !Files.isWritable(temporary)) {
            return Finding.warning(
                    subject,
                    temporary + " cannot be written",
                    "SQLite's library is unpacked in the data's folder instead; -Djava.io.tmpdir names another directory");
        }
        return isNoexec(temporary)
                ? Finding.warning(
                        subject,
                        temporary + " is mounted noexec",
                        "SQLite's library is loaded from the data's folder instead; -Djava.io.tmpdir names another directory")
                : Finding.ok(subject, temporary + " can be written and allows libraries");
    }

    private Finding disk() {
        try {
            long free = Files.getFileStore(data).getUsableSpace();
            String detail = mebibytes(free) + " free at " + data;
            if (free < LEAST_DISK) {
                return Finding.problem("disk", detail, "the agent needs space for its file: free some");
            }
            return free < COMFORTABLE_DISK
                    ? Finding.warning(
                            "disk",
                            detail,
                            "the agent's file may grow by up to 2.5 GB a day: free some space, or lower rows-per-second")
                    : Finding.ok("disk", detail);
        } catch (IOException unknown) {
            return Finding.warning("disk", "free space unknown: " + unknown.getMessage(), "look with df");
        }
    }

    /** The options of the mount that holds a directory are those of the longest mount point above it. */
    private boolean isNoexec(Path directory) {
        Path real = directory.toAbsolutePath().normalize();
        String options = "";
        int longest = -1;
        for (String mount : text("proc/self/mounts").split("\n", -1)) {
            String[] fields = mount.split(" ", -1);
            if (fields.length > 3) {
                Path point = Path.of(fields[1].replace("\\040", " "));
                if (real.startsWith(point) && point.getNameCount() >= longest) {
                    longest = point.getNameCount();
                    options = fields[3];
                }
            }
        }
        return Arrays.asList(options.split(",", -1)).contains("noexec");
    }

    /** The first of these files that is there, without the line's end; empty if none is. */
    private String line(String... files) {
        return Arrays.stream(files)
                .map(this::text)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("")
                .strip();
    }

    private String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException notOnThisSystem) {
            return "";
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,18}");
    }

    private static String mebibytes(long bytes) {
        return Format.count(bytes / MEBIBYTE) + " MiB";
    }
}
