package io.gnomon.benchmarks.measure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources that were made up for a measurement, by the JDK's own compiler, so that the classes are as all are. */
public final class JarOfSources {

    /**
     * One class.
     *
     * @param name with its package
     */
    public record Source(String name, String text) {}

    private JarOfSources() {}

    /**
     * Writes a jar with the classes of these sources, which may refer to each other, and nothing else.
     *
     * @param folder for the jar and the class files
     * @return the jar
     */
    public static Path compile(String name, List<Source> sources, Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve(name));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("--release", "17", "-proc:none", "-nowarn", "-d", classes.toString());
        boolean compiled = compiler.getTask(
                        null,
                        null,
                        null,
                        options,
                        null,
                        sources.stream().map(JarOfSources::file).toList())
                .call();
        if (!compiled) {
            throw new IllegalStateException("the sources of " + name + " cannot be compiled");
        }
        return jar(classes, folder.resolve(name + ".jar"));
    }

    private static JavaFileObject file(Source source) {
        URI uri = URI.create("string:///" + source.name.replace('.', '/') + JavaFileObject.Kind.SOURCE.extension);
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source.text;
            }
        };
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }
}
