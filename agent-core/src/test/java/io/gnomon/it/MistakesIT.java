package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gnomon.it.programs.EndsSomehow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Whatever is wrong around the agent: one clear sentence, and the application runs as it would without. */
class MistakesIT {

    private static final int CALLS = 10;

    @TempDir
    Path folder;

    @Test
    void aMistakeInARuleFileCostsThatRuleAlone() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - class: io.gnomon.it.programs.EndsSomehow
                  method: main
                  slow-treshold: 1s
                - class: io.gnomon..programs
                  method: x
                - class: io.gnomon.it.programs.EndsSomehow
                  method: work
                  operation: work
                """);
        ForkedJvm jvm = program().option("rules", rules.toString());

        List<String> said = runsAsUsual(jvm);

        assertThat(said)
                .hasSize(3)
                .anyMatch(line -> line.startsWith("left out of the rules: " + rules
                        + ":3:3: unknown key 'slow-treshold' (did you mean 'slow-threshold'?)"))
                .anyMatch(line -> line.startsWith(
                        "left out of the rules: " + rules + ":4:10: 'io.gnomon..programs' is not a class pattern"))
                .anyMatch(line -> line.startsWith("monitoring @Monitored methods and the methods of 1 rule"));
        assertThat(calls(jvm.database())).isEqualTo(CALLS);
    }

    @Test
    void rulesThatAreNotThereOrNotYamlAreNamed() throws Exception {
        Path absent = folder.resolve("absent.yaml");
        assertThat(runsAsUsual(program().option("rules", absent.toString())))
                .hasSize(2)
                .contains("left out of the rules: " + absent + ": there is no such file");
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "- class: [a\n  method: b\n");
        assertThat(runsAsUsual(program().option("rules", broken.toString())))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("left out of the rules: " + broken + ":2:"));
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsNamedWithTheReason() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "text");
        Path below = file.resolve("calls.db");
        assertThat(runsAsUsual(program().option("database", below.toString())))
                .containsExactly(nothingStored(below, file + " is a file, not a folder"));

        Path directory = Files.createDirectories(folder.resolve("directory.db"));
        assertThat(runsAsUsual(program().option("database", directory.toString())))
                .containsExactly(
                        directory
                                + " exists already and is not a Gnomon database: another file is used; name one with database=",
                        "monitoring @Monitored methods, data in directory-2.db");
        try (Stream<Path> inside = Files.list(directory)) {
            assertThat(inside).isEmpty();
        }
    }

    @Test
    void theFilesOfOthersAreLeftAsTheyAre() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.db"), "not a database, but somebody's notes");
        assertThat(runsAsUsual(program().option("database", text.toString())))
                .containsExactly(
                        text
                                + " exists already and is not a Gnomon database: another file is used; name one with database=",
                        "monitoring @Monitored methods, data in notes-2.db");
        assertThat(text).hasContent("not a database, but somebody's notes");

        Path foreign = folder.resolve("foreign.db");
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + foreign);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE theirs (value TEXT)");
        }
        byte[] before = Files.readAllBytes(foreign);
        assertThat(runsAsUsual(program().option("database", foreign.toString())))
                .containsExactly(
                        foreign
                                + " is a database, but not a Gnomon database: another file is used; name one with database=",
                        "monitoring @Monitored methods, data in foreign-2.db");
        assertThat(foreign).hasBinaryContent(before);
    }

    @Test
    void aDamagedDatabaseIsSetAsideAndANewOneBegun() throws Exception {
        ForkedJvm jvm = programWithRule();
        runsAsUsual(jvm);
        long size = Files.size(jvm.database());
        try (FileChannel channel = FileChannel.open(jvm.database(), StandardOpenOption.WRITE)) {
            for (long at = 4_096; at < size; at += 16) {
                channel.write(ByteBuffer.wrap("damaged damaged ".getBytes(StandardCharsets.US_ASCII)), at);
            }
        }

        List<String> said = runsAsUsual(programWithRule());

        assertThat(said).hasSize(2).anyMatch(line -> line.startsWith("the database " + jvm.database() + " is damaged"));
        assertThat(calls(jvm.database())).isEqualTo(CALLS);
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> aside = files.filter(
                            path -> path.getFileName().toString().startsWith("calls.db.damaged-"))
                    .toList();
            assertThat(aside).hasSize(1);
            assertThat(Files.size(aside.get(0))).isEqualTo(size);
        }
    }

    @Test
    void aSecondJvmOfTheSameNameTakesItsOwnFile() throws Exception {
        Path rules = writeRule();
        Path own = Files.createDirectories(folder.resolve("first"));
        ForkedJvm first = new ForkedJvm(Jdk.of25(), own)
                .option("rules", rules.toString())
                .option("database", folder.resolve("calls.db").toString())
                .main(EndsSomehow.class, "wait", String.valueOf(CALLS));
        Process process = first.start();
        try {
            await().atMost(ForkedJvm.PATIENCE).until(() -> first.errorsSoFar().contains("data in"));
            List<String> said = runsAsUsual(programWithRule());
            assertThat(said).hasSize(1).allMatch(line -> line.endsWith("calls-2.db"));
        } finally {
            process.destroy();
        }
        first.await(process);
        assertThat(calls(folder.resolve("calls.db"))).isEqualTo(CALLS);
        assertThat(calls(folder.resolve("calls-2.db"))).isEqualTo(CALLS);
    }

    @Test
    void aRunAfterAKilledOneContinuesItsFile() throws Exception {
        Path rules = writeRule();
        ForkedJvm killed = new ForkedJvm(Jdk.of17(), folder)
                .option("rules", rules.toString())
                .main(EndsSomehow.class, "wait", String.valueOf(CALLS));
        Process process = killed.start();
        try {
            await().atMost(ForkedJvm.PATIENCE)
                    .ignoreExceptions()
                    .until(() -> new CallsFile(killed.database()).number("SELECT count(*) FROM operation_stats") > 0);
        } finally {
            process.destroyForcibly();
        }
        killed.await(process);

        assertThat(runsAsUsual(programWithRule())).hasSize(1);

        CallsFile file = new CallsFile(killed.database());
        assertThat(file.rows(
                        "SELECT run, ended_cleanly, calls FROM runs JOIN operation_stats USING (run) ORDER BY run"))
                .containsExactly(
                        Map.of("run", 1, "ended_cleanly", 0, "calls", CALLS),
                        Map.of("run", 2, "ended_cleanly", 1, "calls", CALLS));
    }

    @Test
    void aFullDiskAndAReadOnlyOneDoNotDisturbTheApplication() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(mount("tmpfs", "size=100k", disk), "mounting needs root");
        Path database = disk.resolve("calls.db");
        try {
            assertThat(runsAsUsual(programWithRule(100_000).option("database", database.toString()), 100_000))
                    .anyMatch(line -> line.contains("calls are") && line.contains("counted"))
                    .allMatch(line -> line.length() < 300);
        } finally {
            unmount(disk);
        }
        assertThat(mount("tmpfs", "size=1m,ro", disk)).isTrue();
        try {
            assertThat(runsAsUsual(program().option("database", database.toString())))
                    .containsExactly(nothingStored(database, "Read-only file system"));
        } finally {
            unmount(disk);
        }
    }

    private static String nothingStored(Path file, String reason) {
        return "nothing is stored for now, calls are still counted: cannot write to " + file + ": " + reason;
    }

    private ForkedJvm program() {
        return program(CALLS);
    }

    private ForkedJvm program(int calls) {
        return new ForkedJvm(Jdk.of17(), folder).main(EndsSomehow.class, "exit", String.valueOf(calls));
    }

    private ForkedJvm programWithRule() throws IOException {
        return programWithRule(CALLS);
    }

    private ForkedJvm programWithRule(int calls) throws IOException {
        return program(calls).option("rules", writeRule().toString());
    }

    private Path writeRule() throws IOException {
        return Files.writeString(
                folder.resolve("one-rule.yaml"),
                "- class: io.gnomon.it.programs.EndsSomehow\n  method: work\n  operation: work\n");
    }

    private static List<String> runsAsUsual(ForkedJvm jvm) {
        return runsAsUsual(jvm, CALLS);
    }

    /** What the agent said meanwhile. */
    private static List<String> runsAsUsual(ForkedJvm jvm, int calls) {
        ForkedJvm.Result result = jvm.run();
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.output()).isEqualToIgnoringNewLines("made " + calls);
        assertThat(result.errorsOfOthers()).isEmpty();
        return result.linesOfAgent();
    }

    private static long calls(Path database) {
        return new CallsFile(database).number("SELECT calls FROM operation_stats WHERE operation = 'work'");
    }

    private static boolean mount(String type, String options, Path where) throws Exception {
        try {
            return new ProcessBuilder("mount", "-t", type, "-o", options, type, where.toString())
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    private static void unmount(Path where) throws Exception {
        new ProcessBuilder("umount", where.toString()).start().waitFor();
    }
}
