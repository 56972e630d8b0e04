package io.gnomon.benchmarks.subject;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

/** Loads and initialises every class of a jar that is on the class path, and says how long that took. */
public final class ClassLoading {

    private ClassLoading() {}

    /**
     * Says the nanoseconds.
     *
     * @param args the jar
     */
    public static void main(String[] args) throws Exception {
        List<String> names = namesIn(Path.of(args[0]));
        // An agent's start is another matter than what it costs to load a class.
        TimeUnit.SECONDS.sleep(1);
        long start = System.nanoTime();
        for (String name : names) {
            Class.forName(name);
        }
        long nanos = System.nanoTime() - start;
        System.out.println("nanos " + nanos);
    }

    private static List<String> namesIn(Path jar) throws Exception {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }
}
