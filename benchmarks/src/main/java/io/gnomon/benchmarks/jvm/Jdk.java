package io.gnomon.benchmarks.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A JDK to measure on.
 *
 * @param feature its feature version, such as 17
 * @param version its full version, such as 17.0.15
 * @param home its folder
 */
public record Jdk(int feature, String version, Path home) {

    /** The oldest version that the agent runs on. */
    public static final int OLDEST = 17;

    /** The JDKs of this machine that the agent runs on, one of each feature version, the oldest first. */
    public static List<Jdk> found() {
        Map<Integer, Jdk> byFeature = new TreeMap<>();
        candidates()
                .flatMap(Jdk::at)
                .filter(jdk -> jdk.feature >= OLDEST)
                .forEach(jdk -> byFeature.putIfAbsent(jdk.feature, jdk));
        return List.copyOf(byFeature.values());
    }

    public Path java() {
        return home.resolve("bin").resolve("java");
    }

    /** The JDK running now, those that variables like {@code JAVA_HOME_25_X64} name, and those in the usual places. */
    private static Stream<Path> candidates() {
        List<Path> homes = new ArrayList<>();
        homes.add(Path.of(System.getProperty("java.home")));
        System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("JAVA_HOME"))
                .forEach(variable -> homes.add(Path.of(variable.getValue())));
        Path user = Path.of(System.getProperty("user.home"));
        Stream.of(
                        Path.of("/usr/lib/jvm"),
                        Path.of("/opt"),
                        Path.of("/opt/java"),
                        Path.of("/Library/Java/JavaVirtualMachines"),
                        user.resolve(".sdkman/candidates/java"),
                        user.resolve(".jdks"))
                .forEach(parent -> homes.addAll(children(parent)));
        return homes.stream().flatMap(home -> Stream.of(home, home.resolve("Contents/Home")));
    }

    private static List<Path> children(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(parent)) {
            return list.sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** The JDK in this folder, by its {@code release} file; none if there is none. */
    private static Stream<Jdk> at(Path home) {
        Properties release = new Properties();
        try (var lines = Files.newBufferedReader(home.resolve("release"))) {
            release.load(lines);
            String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
            Jdk jdk = new Jdk(Runtime.Version.parse(version).feature(), version, home);
            return Files.isExecutable(jdk.java()) ? Stream.of(jdk) : Stream.empty();
        } catch (IOException | IllegalArgumentException noJdk) {
            return Stream.empty();
        }
    }
}
