package io.gnomon.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingLogTest {

    private static final int LIMIT = 1_000;

    @TempDir
    Path folder;

    private final RotatingLog log = new RotatingLog(LIMIT);
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("test.log");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** But for the first, by which a log is known as ours. */
    private static List<String> lines(Path path) throws IOException {
        List<String> lines = Files.readAllLines(path);
        assertThat(lines.get(0)).isEqualTo("# Gnomon's log");
        return lines.subList(1, lines.size());
    }

    @Test
    void linesWaitUntilThereIsAFile() throws IOException {
        log.info("first");
        log.write();
        assertThat(files()).isEmpty();

        log.open(file);
        log.info("second");
        log.write();
        assertThat(lines(file)).hasSize(2);
        assertThat(lines(file).get(0)).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z INFO  first");
        assertThat(lines(file).get(1)).endsWith("INFO  second");
    }

    @Test
    void aLogIsContinued() throws IOException {
        Files.write(file, List.of("# Gnomon's log", "of the run before"));
        log.open(file);
        log.info("of this run");
        log.write();

        assertThat(lines(file)).hasSize(2).first().isEqualTo("of the run before");
    }

    /** Whatever it is, and however large: it is neither written to nor moved. */
    @Test
    void aFileOfSomebodyElsesIsLeftAlone() throws IOException {
        Files.writeString(file, "the application's\n".repeat(LIMIT));
        Files.writeString(folder.resolve("test.log-2.1"), "the application's, too");
        log.open(file);
        log.info("ours");
        log.write();

        assertThat(files()).containsExactly("test.log", "test.log-2.1", "test.log-3");
        assertThat(file).hasContent("the application's\n".repeat(LIMIT));
        assertThat(lines(folder.resolve("test.log-3"))).hasSize(1);
    }

    @Test
    void aWarningHasItsCausesStack() throws IOException {
        log.open(file);
        log.warn("a test's warning", new IllegalStateException("its cause"));
        log.write();

        assertThat(lines(file).get(0)).endsWith("WARN  a test's warning");
        assertThat(lines(file).get(1)).isEqualTo("    java.lang.IllegalStateException: its cause");
        assertThat(lines(file).get(2)).startsWith("        at io.gnomon.log.RotatingLogTest");
    }

    @Test
    void aMessageCannotMakeUpAnEntry() throws IOException {
        String forged = "x\n2026-01-01T00:00:00.000Z WARN  forged\u001b[31m\r\u202e";
        log.open(file);
        log.info(forged);
        log.warn("caused by another", new IllegalStateException(forged));
        log.write();

        assertThat(lines(file).get(0)).endsWith("INFO  x\\n2026-01-01T00:00:00.000Z WARN  forged\\u001b[31m\\r\\u202e");
        assertThat(lines(file).subList(2, lines(file).size())).allMatch(line -> line.startsWith("    "));
        assertThat(Files.readString(file).replace(System.lineSeparator(), "")).matches("\\P{Cntrl}*");
    }

    @Test
    void secretsAreHidden() throws IOException {
        log.open(file);
        log.info("password=hunter2 of the database");
        log.warn("no connection", new IllegalStateException("jdbc:x://me:hunter2@host"));
        log.write();

        assertThat(Files.readString(file))
                .contains("password=*** of", "jdbc:x://me:***@host")
                .doesNotContain("hunter2");
    }

    @Test
    void aFullFileIsSetAsideAndOnlyOneIsKept() throws IOException {
        log.open(file);
        for (int line = 1; line <= 100; line++) {
            log.info("line " + line);
            log.write();
        }

        assertThat(files()).containsExactly("test.log", "test.log.1");
        List<String> kept = Stream.concat(lines(folder.resolve("test.log.1")).stream(), lines(file).stream())
                .toList();
        for (int back = 0; back < kept.size(); back++) {
            assertThat(kept.get(kept.size() - 1 - back)).endsWith("line " + (100 - back));
        }
        assertThat(kept).hasSizeBetween(20, 99);
    }

    @Test
    void manyLinesAtOnceDoNotOutgrowTheLimit() throws IOException {
        log.open(file);
        for (int line = 1; line <= 1_500; line++) {
            log.info("line " + line);
        }
        log.write();

        int longestLine = 60;
        assertThat(files()).containsExactly("test.log", "test.log.1");
        assertThat(Files.size(file)).isLessThan(LIMIT + longestLine);
        assertThat(Files.size(folder.resolve("test.log.1"))).isBetween((long) LIMIT, (long) LIMIT + longestLine);
        assertThat(lines(file)).last().asString().endsWith("line 1500");
    }

    @Test
    void linesThatFindNoRoomAreCounted() throws IOException {
        RotatingLog large = new RotatingLog(1 << 20);
        for (int line = 1; line <= 2_300; line++) {
            large.info("line " + line);
        }
        large.open(file);
        large.write();

        assertThat(lines(file)).hasSize(2_001).last().isEqualTo("300 lines were lost here");
    }

    @Test
    void linesOfAFileThatCannotBeWrittenAreCounted() throws IOException {
        Path missing = folder.resolve("missing");
        log.open(missing.resolve("test.log"));
        log.info("lost");
        log.info("lost too");
        log.write();

        Files.createDirectory(missing);
        log.info("kept");
        log.write();
        assertThat(lines(missing.resolve("test.log"))).hasSize(2).last().isEqualTo("2 lines were lost here");
    }
}
