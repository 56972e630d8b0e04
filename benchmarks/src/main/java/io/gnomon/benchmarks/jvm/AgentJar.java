package io.gnomon.benchmarks.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Another vendor's agent, as the build has fetched it.
 *
 * @param path the jar
 * @param version the version in its name
 */
public record AgentJar(Path path, String version) {

    private static final Path FOLDER = Path.of("benchmarks", "target", "agents");

    /**
     * The jar of this artifact, in whatever version the build names.
     *
     * @throws IllegalStateException if there is none, or if versions of earlier builds lie beside it
     */
    public static AgentJar find(String artifact) {
        return find(FOLDER, artifact);
    }

    public static AgentJar find(Path folder, String artifact) {
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().matches(artifact + "-[0-9].*\\.jar"))
                    .toList();
            if (found.size() != 1) {
                throw new IllegalStateException("There should be one " + artifact + " in " + folder + ", not "
                        + found.size() + ". Building the benchmarks after removing that folder fetches it.");
            }
            String name = found.get(0).getFileName().toString();
            return new AgentJar(found.get(0), name.substring(artifact.length() + 1, name.length() - ".jar".length()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The JVM's option that attaches it. */
    public String jvmOption() {
        return "-javaagent:" + path.toAbsolutePath();
    }
}
