package io.gnomon.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The machine's name, from files and the environment: asking the network for one's own name may take seconds. */
public final class HostName {

    private HostName() {}

    /** Empty if the machine does not tell. */
    public static String get(Map<String, String> environment) {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException notLinux) {
            String name = environment.get("HOSTNAME");
            return name == null ? environment.getOrDefault("COMPUTERNAME", "") : name;
        }
    }
}
