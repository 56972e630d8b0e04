package io.gnomon.it;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** An application compiled against libraries that are not on the tests' own class path. */
final class Application {

    private Application() {}

    /** The jars that the build copied into this folder below {@code target/it-libs}. */
    static List<Path> libraries(String folder) throws IOException {
        try (Stream<Path> files =
                Files.list(Path.of("target", "it-libs", folder).toAbsolutePath())) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Compiles a source file below {@code src/it/application} into a folder. */
    static void compile(String source, List<Path> libraries, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "--release",
                    "17",
                    "-proc:none",
                    "-nowarn",
                    "-d",
                    classes.toString(),
                    "-cp",
                    libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            options,
                            null,
                            files.getJavaFileObjects(Path.of("src", "it", "application", source)))
                    .call();
            if (!compiled) {
                throw new AssertionError("does not compile: " + source + "\n" + messages);
            }
        }
    }
}
