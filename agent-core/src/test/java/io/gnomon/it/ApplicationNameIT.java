package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gnomon.it.programs.EndsSomehow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the launcher leaves behind is enough to name the program and its file, where nobody did. */
class ApplicationNameIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void aJarInAFolderWithBlanks(Jdk jdk) throws Exception {
        Path jar = Files.createDirectories(folder.resolve("my orders")).resolve("orders service-1.4.2-SNAPSHOT.jar");
        ProgramJar.write(jar, EndsSomehow.class);

        ForkedJvm.Result result = withDefaults(new ForkedJvm(jdk, folder).jar(jar, "return", "10"))
                .run();

        runsAsUsual(result);
        assertThat(result.linesOfAgent())
                .containsExactly("monitoring @Monitored methods, data in gnomon/orders_service.db");
    }

    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void aSourceFile(Jdk jdk) throws Exception {
        Path source = Files.createDirectories(folder.resolve("my scripts")).resolve("Hi.java");
        Files.writeString(source, """
                public class Hi {
                    public static void main(String[] arguments) {
                        System.out.println("made 10");
                    }
                }
                """);

        ForkedJvm.Result result = withDefaults(new ForkedJvm(jdk, folder).tool("java", source.toString(), "a.java"))
                .run();

        runsAsUsual(result);
        assertThat(result.linesOfAgent()).containsExactly("monitoring @Monitored methods, data in gnomon/Hi.db");
    }

    /** The JVM would lead the agent to a folder whose name has question marks in it. */
    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void aWorkingDirectoryThatTheLocaleCannotSpell(Jdk jdk) throws Exception {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "this JVM cannot make such a folder");
        Path working = Files.createDirectories(folder.resolve("größe"));

        ForkedJvm.Result result = withDefaults(new ForkedJvm(jdk, working).main(EndsSomehow.class, "return", "10"))
                .environment("LC_ALL", "C")
                .run();

        runsAsUsual(result);
        assertThat(result.linesOfAgent())
                .containsExactly("not monitoring: the working directory's name cannot be read:"
                        + " the locale's encoding is ANSI_X3.4-1968; set LC_ALL=C.UTF-8,"
                        + " or name a file elsewhere with database=");
        assertThat(filesIn(folder)).containsExactly(working);
        assertThat(filesIn(working)).hasSize(2);
    }

    private static ForkedJvm withDefaults(ForkedJvm jvm) {
        return jvm.withoutAgent().jvm("-javaagent:" + ForkedJvm.agentJar());
    }

    private static void runsAsUsual(ForkedJvm.Result result) {
        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.output()).isEqualToIgnoringNewLines("made 10");
        assertThat(result.errorsOfOthers()).isEmpty();
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
