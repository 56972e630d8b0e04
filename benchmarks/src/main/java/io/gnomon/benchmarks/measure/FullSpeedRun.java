package io.gnomon.benchmarks.measure;

import io.gnomon.benchmarks.jvm.Child;
import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.jvm.JvmCommand;
import io.gnomon.benchmarks.subject.FullSpeed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM that has made calls as fast as it can.
 *
 * @param calls how many
 * @param chunks how many chunks of samples the agent needed at once at most
 */
public record FullSpeedRun(long calls, long chunks) {

    /** Runs it. */
    public static FullSpeedRun of(Jdk jdk, int threads, long millis, List<String> jvmOptions)
            throws IOException, InterruptedException {
        Child run = Child.run(command(jdk, threads, millis, jvmOptions));
        return new FullSpeedRun(run.number("calls"), run.number("chunks"));
    }

    /** What to run. */
    public static List<String> command(Jdk jdk, int threads, long millis, List<String> jvmOptions) {
        List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-Xms1g", "-Xmx1g", "-XX:+UseG1GC"));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-cp",
                JvmCommand.CLASS_PATH,
                FullSpeed.class.getName(),
                Integer.toString(threads),
                Long.toString(millis)));
        return command;
    }
}
