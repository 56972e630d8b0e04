package org.codehaus.plexus.classworlds.launcher;

import java.util.Set;
import java.util.TreeSet;

/** By its name Maven's launcher; tells what of the agent it finds around it. */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] arguments) {
        System.out.println("recorder: " + isDefined("java.lang.GnomonRecorder"));
        Set<String> threads = new TreeSet<>();
        Thread.getAllStackTraces().keySet().forEach(thread -> threads.add(thread.getName()));
        threads.removeIf(name -> !name.startsWith("gnomon"));
        System.out.println("threads: " + threads);
    }

    private static boolean isDefined(String name) {
        try {
            Class.forName(name, false, null);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
