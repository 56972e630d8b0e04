package io.gnomon.it;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A JDK to fork JVMs with, found on this machine: where an environment variable such as {@code JAVA_HOME_25} or
 * {@code JAVA_HOME_25_X64} points, or in the usual places.
 */
record Jdk(int feature, Path home) {

    /** The newest and the oldest JDK that the agent is tested on. */
    static final List<Integer> TESTED = List.of(17, 25);

    /** The JDK of this version; the test is aborted, visibly, where there is none. */
    static Jdk of(int feature) {
        return find(feature).orElseGet(() -> abort("no JDK " + feature + " found; set JAVA_HOME_" + feature));
    }

    static Jdk of17() {
        return of(17);
    }

    static Jdk of25() {
        return of(25);
    }

    /** All of {@link #TESTED} that are there: for parameterized tests. */
    static Stream<Jdk> all() {
        return TESTED.stream().map(Jdk::of);
    }

    Path java() {
        return home.resolve("bin").resolve("java");
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }

    private static Optional<Jdk> find(int feature) {
        return candidates(feature)
                .filter(home -> Files.isExecutable(home.resolve("bin").resolve("java")))
                .filter(home -> featureOf(home) == feature)
                .findFirst()
                .map(home -> new Jdk(feature, home));
    }

    private static Stream<Path> candidates(int feature) {
        List<Path> homes = new ArrayList<>();
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            if (variable.getKey().startsWith("JAVA_HOME_" + feature)) {
                homes.add(Path.of(variable.getValue()));
            }
        }
        homes.add(Path.of(System.getProperty("java.home")));
        Path user = Path.of(System.getProperty("user.home"));
        for (Path parent : List.of(
                Path.of("/usr/lib/jvm"),
                Path.of("/opt"),
                Path.of("/opt/java"),
                Path.of("/Library/Java/JavaVirtualMachines"),
                user.resolve(".sdkman/candidates/java"),
                user.resolve(".jdks"))) {
            homes.addAll(children(parent));
        }
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

    /** From the JDK's own {@code release} file. */
    private static int featureOf(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", ""))
                    .mapToInt(version -> Integer.parseInt(version.split("\\.", 2)[0]))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | NumberFormatException noJdk) {
            return 0;
        }
    }
}
