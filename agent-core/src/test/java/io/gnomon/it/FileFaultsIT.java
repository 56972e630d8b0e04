package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gnomon.it.programs.Attached;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever others do to the files, the application goes on, the next flush notices it, it is said once, and what memory holds
 * goes into a file that is whole.
 */
class FileFaultsIT {

    private static final String CALLS = "SELECT calls FROM operation_stats WHERE operation = 'byAnnotation'";

    /** What happens to a file that is in use, what is said of it, and which file has the run afterwards. */
    private enum Fault {
        CUT_TO_NOTHING("was cut short", "calls.db") {
            @Override
            void happen(Path file, byte[] before) throws IOException {
                cut(file, 0);
            }
        },
        CUT_IN_HALF("was cut short", "calls.db") {
            @Override
            void happen(Path file, byte[] before) throws IOException {
                cut(file, Files.size(file) / 2);
            }
        },
        OVERWRITTEN("was damaged", "calls.db") {
            @Override
            void happen(Path file, byte[] before) throws IOException {
                overwrite(file, 4_096, (int) Files.size(file) - 4_096);
            }
        },
        HEADER_OVERWRITTEN("was damaged", "calls.db") {
            @Override
            void happen(Path file, byte[] before) throws IOException {
                overwrite(file, 0, 100);
            }
        },
        REPLACED_BY_A_TEXT("was replaced by another file", "calls-2.db") {
            @Override
            void happen(Path file, byte[] before) throws IOException {
                Path text = Files.writeString(file.resolveSibling("text"), "somebody's notes");
                Files.move(text, file, StandardCopyOption.REPLACE_EXISTING);
            }
        },
        REPLACED_BY_A_COPY("was replaced by another file", "calls.db") {
            @Override
            void happen(Path file, byte[] before) throws IOException {
                Path copy = Files.write(file.resolveSibling("copy"), before);
                Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
            }
        },
        OVERWRITTEN_BY_A_COPY("was ", "calls.db") {
            @Override
            void happen(Path file, byte[] before) throws IOException {
                Files.write(file, before);
            }
        },
        TAKEN_OVER("was taken over by process", "calls-2.db") {
            @Override
            void happen(Path file, byte[] before) throws Exception {
                // By a process that lives: this one.
                long pid = ProcessHandle.current().pid();
                String stat = Files.readString(Path.of("/proc/self/stat"));
                String start = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
                execute(file, "UPDATE owner SET token = 'other', pid = " + pid + ", process_start = '" + start + "'");
            }
        };

        final String words;
        final String goesOnIn;

        Fault(String words, String goesOnIn) {
            this.words = words;
            this.goesOnIn = goesOnIn;
        }

        abstract void happen(Path file, byte[] before) throws Exception;

        private static void cut(Path file, long size) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(size);
            }
        }

        private static void overwrite(Path file, long from, int bytes) throws IOException {
            byte[] garbage = new byte[bytes];
            Arrays.fill(garbage, (byte) 0xA5);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(garbage), from);
            }
        }
    }

    @TempDir
    private Path temporary;

    private Path folder;
    private Path database;

    @BeforeEach
    void locate() throws IOException {
        folder = temporary.toRealPath();
        database = folder.resolve("calls.db");
    }

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() {
        processes.forEach(Process::destroyForcibly);
    }

    @ParameterizedTest
    @EnumSource
    void aFaultIsNoticedAndTheRunGoesOn(Fault fault) throws Exception {
        Jdk jdk = fault.name().length() % 2 == 0 ? Jdk.of25() : Jdk.of17();
        ForkedJvm jvm = program(jdk, folder, database);
        Process process = start(jvm);
        awaitCalls(process, database, 10);
        byte[] before = Files.readAllBytes(database);
        next(process, "next");
        awaitCalls(process, database, 20);

        fault.happen(database, before);
        next(process, "next");
        await().atMost(ForkedJvm.PATIENCE)
                .until(() -> jvm.errorsSoFar().contains("the run continues in") || !process.isAlive());
        Path now = folder.resolve(fault.goesOnIn);
        awaitCalls(process, now, 30);
        next(process, "next");

        ForkedJvm.Result result = end(jvm, process);
        assertThat(result.linesOfAgent())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("the database " + database + " " + fault.words)
                .endsWith("the run continues in " + now);
        CallsFile file = new CallsFile(now);
        assertThat(file.text("PRAGMA integrity_check")).isEqualTo("ok");
        assertThat(file.number(CALLS + " ORDER BY run DESC LIMIT 1")).isEqualTo(40);
        assertThat(file.number("SELECT ended_cleanly FROM runs ORDER BY run DESC LIMIT 1"))
                .isEqualTo(1);
        assertThat(file.ledgerBalances()).isTrue();
    }

    /** Somebody's notes are still there, and a damaged file is kept for whoever can mend it. */
    @Test
    void nothingIsDeleted() throws Exception {
        aFaultIsNoticedAndTheRunGoesOn(Fault.REPLACED_BY_A_TEXT);
        assertThat(database).hasContent("somebody's notes");
        Files.delete(database);
        Files.delete(folder.resolve("calls-2.db"));
        aFaultIsNoticedAndTheRunGoesOn(Fault.OVERWRITTEN);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).anyMatch(file -> file.getFileName().toString().startsWith("calls.db.damaged-"));
        }
    }

    /** Its own locks are worth nothing where the application reads the file. */
    @Test
    void anApplicationThatReadsTheFileLosesNothing() throws Exception {
        ForkedJvm jvm = program(Jdk.of17(), folder, database);
        Process process = start(jvm);
        awaitCalls(process, database, 10);
        for (int round = 2; round <= 6; round++) {
            next(process, "read " + database);
            // Each opens and closes the file, and is the only one that holds a lock on it.
            awaitCalls(process, database, 10L * round);
        }
        ForkedJvm second = program(Jdk.of25(), folder, database);
        Process other = start(second);
        awaitCalls(other, folder.resolve("calls-2.db"), 10);
        end(second, other);

        end(jvm, process);
        CallsFile file = new CallsFile(database);
        assertThat(file.number(CALLS)).isEqualTo(60);
        assertThat(file.number("SELECT count(*) FROM run")).isEqualTo(1);
        assertThat(file.ledgerBalances()).isTrue();
    }

    /** Nothing maps the file into memory, so nobody can kill the application by cutting it. */
    @Test
    void nothingOfOursIsMapped() throws Exception {
        ForkedJvm jvm = program(Jdk.of25(), folder, database);
        Process process = start(jvm);
        awaitCalls(process, database, 10);
        try (Stream<String> maps = Files.lines(Path.of("/proc/" + process.pid() + "/maps"))) {
            assertThat(maps).noneMatch(line -> line.contains("calls.db"));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("calls.db", "calls.db.log", "output.txt", "errors.txt");
        }
        end(jvm, process);
    }

    /** Whatever links lead there. */
    @Test
    void jvmsThatStartTogetherNeverShareAFile() throws Exception {
        List<ForkedJvm> jvms = new ArrayList<>();
        List<Path> links = List.of(folder.resolve("one.db"), folder.resolve("two.db"), database);
        Files.createSymbolicLink(links.get(0), database);
        Files.createSymbolicLink(links.get(1), Path.of("calls.db"));
        for (int number = 0; number < links.size(); number++) {
            Path own = Files.createDirectory(folder.resolve("jvm" + number));
            jvms.add(program(number == 0 ? Jdk.of17() : Jdk.of25(), own, links.get(number)));
        }
        for (ForkedJvm jvm : jvms) {
            start(jvm);
        }
        List<Path> files = List.of(database, folder.resolve("calls-2.db"), folder.resolve("calls-3.db"));
        for (Path file : files) {
            awaitCalls(processes.get(0), file, 10);
        }
        for (int number = 0; number < jvms.size(); number++) {
            end(jvms.get(number), processes.get(number));
        }
        for (Path file : files) {
            assertThat(new CallsFile(file).number("SELECT count(*) FROM runs WHERE ended_cleanly"))
                    .isEqualTo(1);
        }

        ForkedJvm next = program(Jdk.of25(), folder, links.get(1));
        end(next, start(next));
        assertThat(new CallsFile(database).number("SELECT count(*) FROM run")).isEqualTo(2);
    }

    /** A user who writes to the file, or a backup that takes its time. */
    @Test
    void aFileThatIsLockedForLongGetsEverythingAfterwards() throws Exception {
        ForkedJvm jvm = program(Jdk.of17(), folder, database);
        Process process = start(jvm);
        awaitCalls(process, database, 10);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            next(process, "next");
            await().atMost(ForkedJvm.PATIENCE)
                    .until(() -> Files.readString(folder.resolve("output.txt"))
                                    .lines()
                                    .count()
                            == 2);
            // Longer than a flush waits before it tries again.
            CallsFile file = new CallsFile(database);
            await().atMost(ForkedJvm.PATIENCE)
                    .until(() -> file.number("SELECT unixepoch() - last_sign / 1000000 FROM run") >= 4);
            statement.execute("ROLLBACK");
        }
        awaitCalls(process, database, 20);

        ForkedJvm.Result result = end(jvm, process);
        assertThat(result.linesOfAgent()).hasSize(1);
        CallsFile file = new CallsFile(database);
        assertThat(file.number("SELECT dropped FROM accounts")).isZero();
        assertThat(file.number("SELECT sum(weight) FROM calls WHERE operation = 'byAnnotation'"))
                .isEqualTo(20);
    }

    @Test
    void damageAfterAnOrderlyEndIsFoundAtOnce() throws Exception {
        ForkedJvm first = program(Jdk.of17(), folder, database);
        end(first, start(first));
        Fault.OVERWRITTEN.happen(database, new byte[0]);
        // As it would be by whoever writes to it later.
        Files.setLastModifiedTime(database, FileTime.fromMillis(System.currentTimeMillis() + 60_000));

        ForkedJvm second = program(Jdk.of25(), folder, database);
        ForkedJvm.Result result = end(second, start(second));
        assertThat(result.linesOfAgent())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("the database " + database + " is damaged")
                        && line.contains("set aside as calls.db.damaged-"));
        assertThat(new CallsFile(database).number(CALLS)).isEqualTo(10);
    }

    /** What is in it is nobody else's business, whatever the umask. */
    @Test
    void nobodyElseMayReadTheFiles() throws Exception {
        Path below = folder.resolve("data/more/calls.db");
        ForkedJvm jvm = program(Jdk.of25(), folder, below);
        Process process = start(jvm);
        awaitCalls(process, below, 10);
        end(jvm, process);
        for (Path path : List.of(below, below.resolveSibling("calls.db.log"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(below.getParent())))
                .isEqualTo("rwx------");
    }

    private static ForkedJvm program(Jdk jdk, Path folder, Path database) {
        return new ForkedJvm(jdk, folder)
                .classPath(List.of(ForkedJvm.testClasses(), ForkedJvm.api()))
                .option("database", database.toString())
                .main(Attached.class);
    }

    private Process start(ForkedJvm jvm) throws Exception {
        Process process = jvm.start();
        processes.add(process);
        return process;
    }

    private static void next(Process process, String line) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    private static ForkedJvm.Result end(ForkedJvm jvm, Process process) throws Exception {
        process.getOutputStream().close();
        ForkedJvm.Result result = jvm.await(process);
        assertThat(result.exitCode()).isZero();
        assertThat(result.errorsOfOthers()).isEmpty();
        return result;
    }

    private static void execute(Path file, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void awaitCalls(Process process, Path database, long calls) {
        CallsFile.awaitAtLeast(calls, database, CALLS + " ORDER BY run DESC LIMIT 1", process);
    }
}
