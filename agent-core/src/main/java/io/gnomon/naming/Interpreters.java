package io.gnomon.naming;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Main classes that run what their arguments name: a class, a namespace, a jar or a script. */
final class Interpreters {

    /**
     * One of them.
     *
     * @param main the main class
     * @param name what to call it where no program is named, as when it reads from the terminal
     * @param programOptions options whose value is the program; without one it is the first argument that is no option
     */
    private record Interpreter(String main, String name, Set<String> programOptions) {}

    private static final List<Interpreter> ALL = List.of(
            new Interpreter("scala.tools.nsc.MainGenericRunner", "scala", Set.of()),
            new Interpreter("dotty.tools.MainGenericRunner", "scala", Set.of()),
            new Interpreter("org.jetbrains.kotlin.runner.Main", "kotlin", Set.of()),
            new Interpreter("clojure.main", "clojure", Set.of("-m", "--main")),
            new Interpreter("org.jruby.Main", "jruby", Set.of("-S")),
            new Interpreter("org.codehaus.groovy.tools.GroovyStarter", "groovy", Set.of()),
            new Interpreter("groovy.ui.GroovyMain", "groovy", Set.of()),
            new Interpreter("org.python.util.jython", "jython", Set.of("-m")),
            new Interpreter("io.vertx.core.Launcher", "vertx", Set.of("run")),
            new Interpreter("org.apache.spark.deploy.SparkSubmit", "spark", Set.of("--class")));

    /** Options of theirs whose value is not the program. */
    private static final Set<String> WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--classpath",
            "--class-path",
            "-conf",
            "--conf",
            "--main",
            "-I",
            "-C",
            "-r",
            "--master");

    private static final Set<String> SCRIPTS =
            Set.of("jar", "rb", "py", "groovy", "clj", "scala", "sc", "kts", "kt", "gvy");

    private Interpreters() {}

    /** Null if it is none of them. */
    static @Nullable String name(Launch launch) {
        for (Interpreter interpreter : ALL) {
            if (interpreter.main().equals(launch.mainClass())) {
                String program = program(interpreter, launch.arguments());
                return program == null ? interpreter.name() : nameOf(program);
            }
        }
        return null;
    }

    private static @Nullable String program(Interpreter interpreter, List<String> arguments) {
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            boolean hasValue = rest.hasNext();
            if (interpreter.programOptions().contains(argument)) {
                return hasValue ? rest.next() : null;
            }
            if (WITH_VALUE.contains(argument) && hasValue) {
                rest.next();
            } else if (!argument.startsWith("-")) {
                return argument;
            }
        }
        return null;
    }

    private static String nameOf(String program) {
        return SCRIPTS.contains(FileNames.extension(program))
                ? FileNames.withoutVersion(FileNames.stem(program))
                : ClassNames.program(FileNames.last(program));
    }
}
