package io.gnomon.system;

import io.gnomon.model.RunInfo;
import java.util.Map;

/** Reads the facts about this JVM that a run stores. It takes some ten milliseconds, so an agent thread does it. */
public final class RunInfoReader {

    private RunInfoReader() {}

    /**
     * Reads it now.
     *
     * @param application the application's name
     * @param options the agent's options as given
     */
    public static RunInfo read(String application, String options, Map<String, String> environment) {
        return new RunInfo(
                application,
                HostName.get(environment),
                ProcessHandle.current().pid(),
                System.getProperty("java.version", ""),
                System.getProperty("java.vm.name", "") + " " + System.getProperty("java.vm.version", "") + ", "
                        + System.getProperty("java.vendor", ""),
                System.getProperty("os.name", "") + " " + System.getProperty("os.version", "") + " "
                        + System.getProperty("os.arch", ""),
                Runtime.getRuntime().availableProcessors(),
                Redaction.redact(System.getProperty("sun.java.command", "")),
                Redaction.redact(String.join(" ", arguments())),
                AgentVersion.get(),
                Redaction.redact(options));
    }

    /** Not by a management bean, the first of which takes a tenth of a second of the application's start. */
    private static String[] arguments() {
        try {
            String[] arguments = GnomonJvm.arguments();
            return arguments == null ? new String[0] : arguments;
        } catch (LinkageError otherInternals) {
            return new String[0];
        }
    }
}
