package io.gnomon.agent;

/**
 * Programs that make, inspect or start other programs. They meet the agent because a variable such as JAVA_TOOL_OPTIONS
 * reaches every JVM below it: nobody means to monitor those. A JVM that such a tool forks to run an application or its tests
 * is none of them.
 */
final class DevelopmentTools {

    /** The JVM of {@code java Hi.java} looks like the compiler's, but runs a program. */
    private static final String SOURCE_LAUNCHER = "com.sun.tools.javac.launcher.";

    /** Gradle's name for a JVM of its own; its arguments tell tests from compilers. */
    private static final String GRADLE_WORKER = "worker.org.gradle.process.internal.worker.GradleWorkerMain";

    /** How the names of main classes begin; with a blank at its end, a whole name. */
    private static final String[] CLASSES = {
        // The JDK's, where they have no module (Java 8), and the child of jshell
        "com.sun.tools.",
        "sun.tools.",
        "sun.security.tools.",
        "sun.rmi.",
        "com.sun.corba.",
        "com.sun.java.util.jar.pack.",
        "jdk.jshell.",
        "jdk.nashorn.tools.",
        // Maven, its wrapper, its daemon
        "org.codehaus.plexus.classworlds.launcher.Launcher",
        "org.apache.maven.cli.",
        "org.apache.maven.wrapper.",
        "org.mvndaemon.mvnd.",
        // Gradle: client, daemon, wrapper
        "org.gradle.launcher.",
        "org.gradle.wrapper.",
        // Ant
        "org.apache.tools.ant.",
        // sbt, Mill, Bloop, Bazel, JBang
        "xsbt.boot.",
        "mill.launcher.",
        "mill.daemon.",
        "mill.runner.",
        "mill.main.client.",
        "mill.MillMain",
        "bloop.",
        "com.google.devtools.build.",
        "dev.jbang.",
        // Compilers: Kotlin, Scala 2 and 3, Eclipse; the build process of IntelliJ
        "org.jetbrains.kotlin.cli.",
        "org.jetbrains.kotlin.daemon.",
        "org.jetbrains.kotlin.preloading.",
        "scala.tools.nsc.Main ",
        "dotty.tools.dotc.",
        "org.eclipse.jdt.internal.compiler.",
        "org.jetbrains.jps.",
    };

    /** How the names of jars begin that {@code java -jar} runs. */
    private static final String[] JARS = {"gradle-wrapper", "maven-wrapper", "sbt-launch", "ant-launcher", "jbang.jar"};

    private DevelopmentTools() {}

    /** Whether the JDK started a class of its own modules. */
    static boolean includeModule(String module, String command) {
        return (module.startsWith("jdk.") || module.startsWith("java.")) && !isSourceLauncher(command);
    }

    static boolean includeJar(String fileName) {
        return startsWithOne(fileName, JARS);
    }

    /**
     * @param mainClass without its module
     * @param command the same with its module, and with its arguments
     */
    static boolean includeClass(String mainClass, String command) {
        if (mainClass.equals(GRADLE_WORKER)) {
            return !command.contains("Gradle Test Executor");
        }
        return !mainClass.startsWith(SOURCE_LAUNCHER) && startsWithOne(mainClass + " ", CLASSES);
    }

    private static boolean isSourceLauncher(String command) {
        return command.startsWith("jdk.compiler/" + SOURCE_LAUNCHER);
    }

    private static boolean startsWithOne(String name, String[] beginnings) {
        for (String beginning : beginnings) {
            if (name.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
