package io.gnomon.system;

import io.gnomon.model.RunInfo;
import io.gnomon.text.Redaction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads the facts about this JVM that a run stores. It takes some ten milliseconds, so an agent thread does it. */
public final class RunInfoReader {

    private RunInfoReader() {}

    /**
     * Reads it now.
     *
     * @param application the application's name
     * @param options the agent's options as given
     * @param redaction hides the secrets in what was typed
     */
    public static RunInfo read(
            String application, String options, Map<String, String> environment, Redaction redaction) {
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
                command(System.getProperty("sun.java.command", ""), redaction),
                redaction.arguments(Arrays.asList(arguments())),
                AgentVersion.get(),
                redaction.text(options));
    }

    private static String command(String command, Redaction redaction) {
        return redaction.arguments(ProgramArguments.of(command)
                .orElseGet(() -> List.of(redaction.text(command).split(" ", -1))));
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
