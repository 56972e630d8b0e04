package io.gnomon.agent;

import java.io.File;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody means this very JVM to be monitored, whatever it runs: the agent's flag stands on its own command line,
 * or {@code enabled=true} was given. A flag in a variable reaches all JVMs. So does a name for the application that stands
 * beside it, as in a container's JAVA_TOOL_OPTIONS: it says nothing of the {@code keytool} that is run there.
 */
final class AgentFlag {

    /** Read by every JVM, or by the start scripts of many a tool. */
    private static final String[] FOR_ALL = {"JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "JAVA_OPTS"};

    private AgentFlag() {}

    /**
     * @param options the agent's
     * @param enabled the system property {@code gnomon.enabled}; empty if it is not set
     */
    static boolean isForThisJvm(String options, String enabled, File agentJar, Map<String, String> environment) {
        return isTrue(enabled)
                || isTrue(environment.get("GNOMON_ENABLED"))
                || enables(options)
                || !isForAll(agentJar.getName(), environment);
    }

    private static boolean isForAll(String jarName, Map<String, String> environment) {
        for (String name : FOR_ALL) {
            String flags = environment.get(name);
            if (flags != null && flags.contains("-javaagent:") && flags.contains(jarName)) {
                return true;
            }
        }
        return false;
    }

    /** The options are parsed by the core, which is not loaded for a tool; this one is simple enough to be found without. */
    private static boolean enables(String options) {
        for (String option : options.split(",", -1)) {
            int equals = option.indexOf('=');
            String key = equals < 0 ? option : option.substring(0, equals);
            if (key.trim().equals("enabled") && (equals < 0 || isTrue(option.substring(equals + 1)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTrue(@Nullable String value) {
        if (value == null) {
            return false;
        }
        String bare = value.trim();
        return bare.equals("true") || bare.equals("\"true\"") || bare.equals("'true'");
    }
}
