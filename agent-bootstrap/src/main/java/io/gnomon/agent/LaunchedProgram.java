package io.gnomon.agent;

import java.io.File;

/**
 * What this JVM was started to run, as its launcher left word: a program, a tool of developers, or nothing at all. Read
 * before anything of the agent is loaded, and on every Java since 8.
 */
final class LaunchedProgram {

    private final String command;
    private final String module;
    private final String classPath;
    private final boolean byJavaLauncher;
    private final boolean dryRun;

    /**
     * @param command main class or jar, then its arguments; empty if the launcher named none
     * @param module the module of the JDK whose tool this is; empty for anything else
     * @param classPath as the program was given it: with {@code -jar}, the jar
     * @param byJavaLauncher whether {@code java}, or another launcher of the JDK, started this JVM
     */
    LaunchedProgram(String command, String module, String classPath, boolean byJavaLauncher, boolean dryRun) {
        this.command = command;
        this.module = module;
        this.classPath = classPath;
        this.byJavaLauncher = byJavaLauncher;
        this.dryRun = dryRun;
    }

    static LaunchedProgram ofThisJvm() {
        return new LaunchedProgram(
                System.getProperty("sun.java.command", ""),
                System.getProperty("jdk.module.main", ""),
                System.getProperty("java.class.path", ""),
                System.getProperty("sun.java.launcher") != null,
                DryRun.isThisJvm());
    }

    /**
     * Whether nothing will run: {@code java -version}, {@code --list-modules}, {@code --dry-run}. A JVM inside a program that
     * is not written in Java names no main class either, but no launcher of the JDK started it.
     */
    boolean isNone() {
        return dryRun || (byJavaLauncher && command.isEmpty());
    }

    /** Whether it is {@code java -jar gnomon.jar}. */
    boolean isCommandOf(File agentJar) {
        int end = classPath.indexOf(File.pathSeparatorChar);
        return end < 0
                && command.startsWith(classPath)
                && new File(classPath).getAbsoluteFile().equals(agentJar.getAbsoluteFile());
    }

    /** Whether it serves to make programs: a tool of the JDK, a build tool, a compiler. */
    boolean isTool() {
        return DevelopmentTools.includeModule(module, command)
                || DevelopmentTools.includeJar(jarName())
                || DevelopmentTools.includeClass(mainClass(), command);
    }

    private String jarName() {
        if (classPath.isEmpty() || !command.startsWith(classPath)) {
            return "";
        }
        return classPath.substring(Math.max(classPath.lastIndexOf('/'), classPath.lastIndexOf('\\')) + 1);
    }

    private String mainClass() {
        int blank = command.indexOf(' ');
        String main = blank < 0 ? command : command.substring(0, blank);
        return main.substring(main.indexOf('/') + 1);
    }
}
