package io.gnomon.system;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Which Gnomon this is. */
public final class AgentVersion {

    private AgentVersion() {}

    /** Such as {@code 0.1.0}; "unknown" outside a built jar. */
    public static String get() {
        Properties build = new Properties();
        try (InputStream in = AgentVersion.class.getResourceAsStream("build.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException unreadable) {
            return "unknown";
        }
        return build.getProperty("version", "unknown");
    }
}
