package io.gnomon.agent;

import java.io.File;

/** {@code java -jar gnomon.jar}: hands the command line to the core, behind the agent's class loader. */
public final class Main {

    private Main() {}

    /** Ends the JVM with the command's exit code. */
    public static void main(String[] arguments) throws Exception {
        if (!JavaVersion.isSupported()) {
            System.err.println("gnomon: needs Java 17 or later, this is Java " + System.getProperty("java.version"));
            System.exit(69);
        }
        File jar = new File(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        ClassLoader core = Class.forName("io.gnomon.agent.AgentClassLoader")
                .asSubclass(ClassLoader.class)
                .getDeclaredConstructor(File.class, ClassLoader.class)
                .newInstance(jar, Main.class.getClassLoader());
        int exit = (Integer) core.loadClass("io.gnomon.cli.GnomonCommand")
                .getMethod("run", String[].class)
                .invoke(null, (Object) arguments);
        System.exit(exit);
    }
}
