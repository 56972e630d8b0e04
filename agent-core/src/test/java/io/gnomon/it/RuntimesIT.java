package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gnomon.it.programs.EndsSomehow;
import io.gnomon.it.programs.WithManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java that was made smaller, faster or stricter: the agent works there, or says in one sentence what is missing. */
class RuntimesIT {

    private static final int CALLS = 10;

    @TempDir
    Path folder;

    /** Without java.management, and in the second image without java.sql. */
    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void anImageMadeByJlink(Jdk jdk) throws Exception {
        Jdk image = link(jdk, "image", "java.sql,java.instrument");
        ForkedJvm jvm = program(image, "with");
        assertThat(runsAsUsual(jvm)).hasSize(1);
        assertThat(calls(jvm)).isEqualTo(CALLS);

        Jdk smaller = link(jdk, "smaller", "java.instrument");
        assertThat(runsAsUsual(program(smaller, "without")))
                .containsExactly("not monitoring: this Java was built without the module java.sql,"
                        + " which the agent needs: add it with jlink --add-modules java.sql,java.instrument");
    }

    /** A program that is a module has no more of Java than it asks for, and here may have. */
    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void aProgramWithoutTheModuleThatTheAgentNeeds(Jdk jdk) throws Exception {
        ForkedJvm without = program(jdk, "without").jvm("--limit-modules", "java.instrument");
        assertThat(runsAsUsual(without))
                .containsExactly("not monitoring: the program's modules do not ask for java.sql,"
                        + " which the agent needs: start Java with --add-modules java.sql");

        ForkedJvm with = program(jdk, "with").jvm("--limit-modules", "java.instrument,java.sql");
        assertThat(runsAsUsual(with)).hasSize(1);
        assertThat(calls(with)).isEqualTo(CALLS);
    }

    /** Classes come from the archive, and are woven all the same. */
    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void anArchiveForClassDataSharing(Jdk jdk) throws Exception {
        Path jar = ProgramJar.write(folder.resolve("program.jar"), EndsSomehow.class);
        Path archive = folder.resolve("program.jsa");
        fork(jdk, "dump")
                .withoutAgent()
                .jvm("-XX:ArchiveClassesAtExit=" + archive)
                .jar(jar, "return", "1")
                .run();
        assertThat(archive).exists();

        ForkedJvm jvm = fork(jdk, "use")
                .option("rules", rules().toString())
                .jvm("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off")
                .jar(jar, "return", String.valueOf(CALLS));

        assertThat(runsAsUsual(jvm)).hasSize(1);
        assertThat(calls(jvm)).isEqualTo(CALLS);
    }

    /** Trained with the agent, the cache serves with it even where the JVM insists on it. */
    @Test
    void anAotCache() throws Exception {
        Path jar = ProgramJar.write(folder.resolve("program.jar"), EndsSomehow.class);
        Path cache = folder.resolve("program.aot");
        fork(Jdk.of25(), "train")
                .option("rules", rules().toString())
                .jvm("-XX:AOTCacheOutput=" + cache)
                .jar(jar, "return", "1")
                .run();
        assertThat(cache).exists();

        ForkedJvm jvm = fork(Jdk.of25(), "use")
                .option("rules", rules().toString())
                .jvm("-XX:AOTCache=" + cache, "-XX:AOTMode=on")
                .jar(jar, "return", String.valueOf(CALLS));

        assertThat(runsAsUsual(jvm)).hasSize(1);
        assertThat(calls(jvm)).isEqualTo(CALLS);
    }

    /** What the application may not do does not keep the agent from weaving the classes that the application loads. */
    @Test
    void aSecurityManager() throws Exception {
        ForkedJvm granted = fork(Jdk.of17(), "granted")
                .option("rules", rules().toString())
                .jvm("-Djava.security.manager=allow", "-Djava.security.policy=" + policy(true))
                .main(WithManager.class, "return", String.valueOf(CALLS));
        ForkedJvm.Result result = granted.run();
        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.output()).isEqualToIgnoringNewLines("made " + CALLS);
        assertThat(result.linesOfAgent()).hasSize(1);
        assertThat(calls(granted)).isEqualTo(CALLS);

        ForkedJvm refused = program(Jdk.of17(), "refused")
                .jvm("-Djava.security.manager", "-Djava.security.policy=" + policy(false));
        result = refused.run();
        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.output()).isEqualToIgnoringNewLines("made " + CALLS);
        assertThat(result.linesOfAgent())
                .singleElement()
                .asString()
                .startsWith("not monitoring: the security manager does not let the agent work (access denied")
                .endsWith("): grant its jar java.security.AllPermission in the policy");
    }

    private Path policy(boolean grantsTheAgent) throws IOException {
        String agent = "grant codeBase \"" + ForkedJvm.agentJar().toUri()
                + "\" { permission java.security.AllPermission; };\n";
        return Files.writeString(
                folder.resolve(grantsTheAgent ? "granting.policy" : "strict.policy"),
                (grantsTheAgent ? agent : "")
                        + "grant { permission java.lang.RuntimePermission \"setSecurityManager\"; };\n");
    }

    private Jdk link(Jdk jdk, String name, String modules) throws IOException {
        Path home = folder.resolve(name);
        ForkedJvm.Result result = fork(jdk, "link-" + name)
                .withoutAgent()
                .tool("jlink", "--add-modules", modules, "--output", home.toString())
                .run();
        assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
        return new Jdk(jdk.feature(), home);
    }

    private ForkedJvm program(Jdk jdk, String name) throws IOException {
        return fork(jdk, name)
                .option("rules", rules().toString())
                .main(EndsSomehow.class, "return", String.valueOf(CALLS));
    }

    private ForkedJvm fork(Jdk jdk, String name) throws IOException {
        return new ForkedJvm(jdk, Files.createDirectories(folder.resolve(name)));
    }

    private Path rules() throws IOException {
        return Files.writeString(
                folder.resolve("rules.yaml"),
                "- class: io.gnomon.it.programs.EndsSomehow\n  method: work\n  operation: work\n");
    }

    /** What the agent said meanwhile. */
    private static List<String> runsAsUsual(ForkedJvm jvm) {
        ForkedJvm.Result result = jvm.run();
        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.output()).isEqualToIgnoringNewLines("made " + CALLS);
        assertThat(result.errorsOfOthers()).isEmpty();
        return result.linesOfAgent();
    }

    private static long calls(ForkedJvm jvm) {
        return new CallsFile(jvm.database()).number("SELECT calls FROM operation_stats WHERE operation = 'work'");
    }
}
