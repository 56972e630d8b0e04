package io.gnomon.benchmarks.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What the figures were measured on: without it they mean nothing.
 *
 * @param processor its model
 * @param cores those that the JVM may use
 * @param virtual whether a hypervisor shares the processor out, as far as can be seen
 * @param system operating system and architecture
 */
public record Machine(String processor, int cores, boolean virtual, String system) {

    public static Machine here() {
        List<String> cpuInfo = cpuInfo();
        return new Machine(
                cpuInfo.stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown processor"),
                Runtime.getRuntime().availableProcessors(),
                cpuInfo.stream().anyMatch(line -> line.startsWith("flags") && line.contains(" hypervisor")),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    /** One line for the head of a report, with the date. */
    public String describe() {
        return processor + ", " + cores + (cores == 1 ? " core" : " cores") + (virtual ? ", a virtual machine" : "")
                + ", " + system + ", " + LocalDate.now(ZoneOffset.UTC);
    }

    private static List<String> cpuInfo() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo"));
        } catch (IOException notLinux) {
            return List.of();
        }
    }
}
