package io.gnomon.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The agent's entry. It does one thing, starts the agent if this JVM can carry it, and it never throws: what leaves
 * {@code premain} would end the application before it began.
 *
 * <p>Compiled for Java 8 and linked to nothing newer, so that an older JVM gets a sentence instead of an
 * UnsupportedClassVersionError.
 *
 * <p>Nothing here or behind it, before {@code main}, may touch {@code java.util.logging}, JMX or the application's class
 * loader's resources: the application has not set them up yet.
 */
public final class Agent {

    private Agent() {}

    /** With {@code -javaagent:gnomon.jar=options}. */
    public static void premain(String options, Instrumentation instrumentation) {
        start(options, instrumentation, false);
    }

    /** Attached to a running JVM. */
    public static void agentmain(String options, Instrumentation instrumentation) {
        start(options, instrumentation, true);
    }

    private static void start(@Nullable String given, Instrumentation instrumentation, boolean attached) {
        String options = given == null ? "" : given;
        try {
            if (!attached && !isWanted(options)) {
                return;
            }
            if (!JavaVersion.isSupported()) {
                System.err.println("gnomon: not monitoring: needs Java 17 or later, this is Java "
                        + System.getProperty("java.version"));
                return;
            }
            Class.forName("io.gnomon.agent.Launcher")
                    .getDeclaredMethod("launch", String.class, Instrumentation.class, boolean.class)
                    .invoke(null, options, instrumentation, attached);
        } catch (Throwable failure) {
            report(failure);
        }
    }

    /** Where nobody can mean to monitor, the agent is silent and leaves nothing behind: asked first, for it must cost little. */
    private static boolean isWanted(String options) throws URISyntaxException {
        LaunchedProgram program = LaunchedProgram.ofThisJvm();
        if (program.isNone()) {
            return false;
        }
        File jar = new File(
                Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return !program.isCommandOf(jar)
                && (!program.isTool()
                        || AgentFlag.isForThisJvm(
                                options, System.getProperty("gnomon.enabled", ""), jar, System.getenv()));
    }

    private static void report(Throwable failure) {
        try {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            // In one line, whatever is in the message.
            System.err.println("gnomon: not monitoring: " + reason(cause).replaceAll("\\p{Cntrl}", "?"));
            if (Boolean.getBoolean("gnomon.debug")) {
                failure.printStackTrace();
            }
        } catch (Throwable beyondHelp) {
            // Not even standard error: the application comes first.
        }
    }

    private static String reason(Throwable cause) {
        if (cause instanceof UnsuitableJvmException) {
            return ((UnsuitableJvmException) cause).sentence();
        }
        if (cause instanceof SecurityException) {
            return "the security manager does not let the agent work (" + cause.getMessage()
                    + "): grant its jar java.security.AllPermission in the policy";
        }
        return "the agent could not start: " + cause;
    }
}
