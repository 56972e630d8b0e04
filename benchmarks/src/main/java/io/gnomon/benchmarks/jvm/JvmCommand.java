package io.gnomon.benchmarks.jvm;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a JVM that runs a class of this program; each method returns a new one.
 *
 * @param options of the JVM
 * @param libraries on the class path, behind this program
 */
public record JvmCommand(
        Jdk jdk, List<String> options, List<Path> libraries, Class<?> mainClass, List<String> arguments) {

    /** The class path of the JVMs measured, and of this one. */
    public static final String CLASS_PATH = System.getProperty("java.class.path");

    public static JvmCommand of(Jdk jdk, Class<?> mainClass, String... arguments) {
        return new JvmCommand(jdk, List.of(), List.of(), mainClass, List.of(arguments));
    }

    public JvmCommand with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new JvmCommand(jdk, List.copyOf(all), libraries, mainClass, arguments);
    }

    public JvmCommand withLibrary(Path jar) {
        List<Path> all = new ArrayList<>(libraries);
        all.add(jar);
        return new JvmCommand(jdk, options, List.copyOf(all), mainClass, arguments);
    }

    /** What to start. */
    public List<String> line() {
        List<String> line = new ArrayList<>();
        line.add(jdk.java().toString());
        line.addAll(options);
        StringBuilder classPath = new StringBuilder(CLASS_PATH);
        libraries.forEach(library -> classPath.append(File.pathSeparator).append(library));
        line.addAll(List.of("-cp", classPath.toString(), mainClass.getName()));
        line.addAll(arguments);
        return line;
    }
}
