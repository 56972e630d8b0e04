package io.gnomon.naming;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Main classes and jars that every program made with a framework has: what they start is found behind them. */
final class Frameworks {

    /** Before and since Spring Boot 3.2. */
    private static final Set<String> SPRING_BOOT = Set.of(
            "org.springframework.boot.loader.JarLauncher",
            "org.springframework.boot.loader.WarLauncher",
            "org.springframework.boot.loader.PropertiesLauncher",
            "org.springframework.boot.loader.launch.JarLauncher",
            "org.springframework.boot.loader.launch.WarLauncher",
            "org.springframework.boot.loader.launch.PropertiesLauncher");

    /** These are installed, or developed, in a folder that carries the program's name. */
    private static final Set<String> IN_A_FOLDER_OF_THEIR_OWN = Set.of(
            "play.core.server.ProdServerStart",
            "io.ktor.server.netty.EngineMain",
            "io.ktor.server.cio.EngineMain",
            "io.ktor.server.jetty.EngineMain",
            "io.ktor.server.jetty.jakarta.EngineMain",
            "io.ktor.server.tomcat.EngineMain",
            "io.ktor.server.tomcat.jakarta.EngineMain");

    /** What runs the tests of a program that is built in the working directory. */
    private static final List<String> TESTS = List.of(
            "org.apache.maven.surefire.booter.ForkedBooter",
            "worker.org.gradle.process.internal.worker.GradleWorkerMain",
            "sbt.ForkMain",
            "com.intellij.rt.junit.JUnitStarter",
            "org.eclipse.jdt.internal.junit.runner.RemoteTestRunner",
            "org.junit.platform.console.ConsoleLauncher");

    private Frameworks() {}

    /** Null if it is none of them, or if what they start is not found. */
    static @Nullable String name(Launch launch) {
        String main = launch.mainClass();
        if (SPRING_BOOT.contains(main)) {
            return springBoot(launch);
        }
        if (isQuarkus(launch)) {
            return quarkus(launch);
        }
        if (TESTS.contains(main) || isSurefire(launch)) {
            String folder = folder(launch);
            return folder == null ? "tests" : folder + "-tests";
        }
        return IN_A_FOLDER_OF_THEIR_OWN.contains(main) ? folder(launch) : null;
    }

    private static @Nullable String folder(Launch launch) {
        String folder = FileNames.withoutVersion(FileNames.last(launch.workingDirectory()));
        return FileNames.isGeneric(folder) ? null : folder;
    }

    /** The jar on the class path; or, where the jar was unpacked, the class that its manifest starts. */
    private static String springBoot(Launch launch) {
        String main = launch.property("loader.main");
        String place = launch.classPath().get(0);
        if (main == null && !FileNames.extension(place).isEmpty() && !place.endsWith(".")) {
            return FileNames.withoutVersion(FileNames.stem(place));
        }
        String start = main == null ? startClass(place) : main;
        return start == null ? "spring-boot" : ClassNames.program(start);
    }

    private static @Nullable String startClass(String folder) {
        try (InputStream in = Files.newInputStream(Path.of(folder, "META-INF", "MANIFEST.MF"))) {
            return new Manifest(in).getMainAttributes().getValue("Start-Class");
        } catch (IOException | InvalidPathException unreadable) {
            // The launcher itself will say so.
            return null;
        }
    }

    private static boolean isQuarkus(Launch launch) {
        return FileNames.last(launch.program()).equals("quarkus-run.jar")
                || launch.mainClass().equals("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    }

    /** The only jar in the folder "app" beside the one that starts it. */
    private static String quarkus(Launch launch) {
        String starter = launch.kind() == Launch.Kind.JAR
                ? launch.program()
                : launch.classPath().get(0);
        try (Stream<Path> files = Files.list(Path.of(starter).resolveSibling("app"))) {
            List<String> jars = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
            return jars.size() == 1 ? FileNames.withoutVersion(FileNames.stem(jars.get(0))) : "quarkus";
        } catch (IOException | InvalidPathException unreadable) {
            return "quarkus";
        }
    }

    private static boolean isSurefire(Launch launch) {
        return launch.kind() == Launch.Kind.JAR
                && FileNames.last(launch.program()).startsWith("surefirebooter");
    }
}
