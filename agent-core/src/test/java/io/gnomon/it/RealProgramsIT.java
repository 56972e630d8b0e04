package io.gnomon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that know nothing of the agent do the same with it, each of their public methods woven, as without. */
class RealProgramsIT {

    private static final Pattern ENDED = Pattern.compile(
            "([\\d,]+) methods of ([\\d,]+) classes were woven, (\\d+) class(?:es)? and (\\d+) methods? left alone");

    /** H2's shell says how long each statement took. */
    private static final Pattern MILLISECONDS = Pattern.compile("\\d+ ms\\)");

    @TempDir
    Path folder;

    /** ECJ compiles the sources of a library; it writes the same class files, and complains of the same lines. */
    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void aCompiler(Jdk jdk) throws Exception {
        unpack(program("HdrHistogram-sources"), folder.resolve("sources"));
        String[] arguments = {"--release", "17", "-proc:none", "-d", "classes", "sources"};

        ForkedJvm.Result without = program(jdk, "ecj", "org.eclipse.jdt.internal.compiler.batch.Main", arguments)
                .withoutAgent()
                .run();
        Map<String, String> compiledWithout = hashes(folder.resolve("classes"));
        ForkedJvm.Result with = program(jdk, "ecj", "org.eclipse.jdt.internal.compiler.batch.Main", arguments)
                .option("rules", everyPublicMethodOf("org.eclipse.jdt.**"))
                .run();

        assertThat(compiledWithout).hasSizeGreaterThan(70);
        assertThat(without.errors()).contains("WARNING in");
        assertThat(hashes(folder.resolve("classes"))).isEqualTo(compiledWithout);
        assertThat(with.output()).isEqualTo(without.output());
        itDidTheSame(with, without, 1_000_000);
    }

    /** H2's shell makes tables, fills and queries them. */
    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void aDatabase(Jdk jdk) throws Exception {
        String[] arguments = {"-url", "jdbc:h2:./shop", "-user", "sa", "-sql", resource("orders.sql")};

        ForkedJvm.Result without = program(jdk, "h2", "org.h2.tools.Shell", arguments)
                .withoutAgent()
                .run();
        Files.delete(folder.resolve("shop.mv.db"));
        ForkedJvm.Result with = program(jdk, "h2", "org.h2.tools.Shell", arguments)
                .option("rules", everyPublicMethodOf("org.h2.**"))
                .run();

        assertThat(without.output()).contains("(10 rows, ");
        assertThat(MILLISECONDS.matcher(with.output()).replaceAll("ms)"))
                .isEqualTo(MILLISECONDS.matcher(without.output()).replaceAll("ms)"));
        itDidTheSame(with, without, 100_000);
    }

    /** Rhino runs a script, from the classes that it makes of it. */
    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void anInterpreter(Jdk jdk) throws Exception {
        Files.writeString(folder.resolve("script.js"), resource("script.js"));

        // 200: the newest version of the language.
        String[] arguments = {"-version", "200", "script.js"};

        ForkedJvm.Result without = program(jdk, "rhino", "org.mozilla.javascript.tools.shell.Main", arguments)
                .withoutAgent()
                .run();
        ForkedJvm.Result with = program(jdk, "rhino", "org.mozilla.javascript.tools.shell.Main", arguments)
                .option("rules", everyPublicMethodOf("org.mozilla.**"))
                .run();

        assertThat(without.output()).contains("the end of the script");
        assertThat(with.output()).isEqualTo(without.output());
        itDidTheSame(with, without, 100_000);
    }

    /** Class files of Java 1.4 and older cannot hold what is woven in; they run as they are, and the log says so. */
    @ParameterizedTest
    @MethodSource("io.gnomon.it.Jdk#all")
    void aProgramTooOldToBeWoven(Jdk jdk) throws Exception {
        Files.write(folder.resolve("Old.class"), programOf2002());

        ForkedJvm.Result with = new ForkedJvm(jdk, folder)
                .classPath(List.of(folder))
                .option("rules", rules("Old", "main"))
                .main("Old")
                .run();

        assertThat(with.exitCode()).as(with.errors()).isZero();
        assertThat(with.output()).isEqualToIgnoringNewLines("old, but running");
        assertThat(with.errorsOfOthers()).isEmpty();
        CallsFile file = new CallsFile(folder.resolve("calls.db"));
        assertThat(file.text("SELECT message FROM events WHERE kind = 'ended'"))
                .isEqualTo("0 methods of 0 classes were woven, 1 class and 0 methods left alone");
        assertThat(leftAlone()).singleElement().asString().contains("Old is left alone: its class file version 48");
    }

    private static byte[] programOf2002() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V1_4, Opcodes.ACC_PUBLIC, "Old", null, "java/lang/Object", null);
        MethodVisitor main = writer.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "main", "([Ljava/lang/String;)V", null, null);
        main.visitCode();
        main.visitFieldInsn(Opcodes.GETSTATIC, "java/lang/System", "out", "Ljava/io/PrintStream;");
        main.visitLdcInsn("old, but running");
        main.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/io/PrintStream", "println", "(Ljava/lang/String;)V", false);
        main.visitInsn(Opcodes.RETURN);
        main.visitMaxs(0, 0);
        main.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void itDidTheSame(ForkedJvm.Result with, ForkedJvm.Result without, long atLeastCalls) throws IOException {
        assertThat(without.exitCode()).as(without.errors()).isZero();
        assertThat(with.exitCode()).as(with.errors()).isZero();
        assertThat(with.errorsOfOthers()).isEqualTo(without.errors().lines().toList());
        assertThat(with.errors().lines().filter(line -> line.startsWith("gnomon: ")))
                .hasSize(1);
        CallsFile file = new CallsFile(folder.resolve("calls.db"));
        assertThat(file.number("SELECT sum(calls) FROM operation_stats")).isGreaterThan(atLeastCalls);
        assertThat(file.ledgerBalances()).isTrue();
        assertThat(file.number("SELECT pending FROM accounts")).isZero();
        assertThat(file.number("SELECT ended_cleanly FROM runs")).isEqualTo(1);
        assertThat(file.rows("SELECT DISTINCT error_type FROM failed_calls"))
                .extracting(row -> String.valueOf(row.get("error_type")))
                .noneMatch(type -> type.endsWith("LinkageError") || type.endsWith("VerifyError"));
        whatWasLeftAloneIsNamedAndCounted(file);
    }

    private void whatWasLeftAloneIsNamedAndCounted(CallsFile file) throws IOException {
        Matcher ended = ENDED.matcher(file.text("SELECT message FROM events WHERE kind = 'ended'"));
        assertThat(ended.matches()).isTrue();
        assertThat(number(ended.group(1))).isGreaterThan(number(ended.group(2)));
        assertThat(leftAlone()).hasSize(Integer.parseInt(ended.group(3)) + Integer.parseInt(ended.group(4)));
    }

    private static long number(String grouped) {
        return Long.parseLong(grouped.replace(",", ""));
    }

    private List<String> leftAlone() throws IOException {
        try (Stream<String> log = Files.lines(folder.resolve("calls.db.log"))) {
            return log.filter(line -> line.contains(" is left alone: ")).toList();
        }
    }

    private ForkedJvm program(Jdk jdk, String name, String main, String... arguments) {
        return new ForkedJvm(jdk, folder)
                .classPath(List.of(program(name)))
                // Both runs are long enough to be compiled, and short enough not to be worth the second compiler.
                .jvm("-XX:TieredStopAtLevel=1", "-Duser.language=en")
                .main(main, arguments);
    }

    private static Path program(String name) {
        return Path.of("target", "it-libs", "programs", name + ".jar").toAbsolutePath();
    }

    private String everyPublicMethodOf(String classes) throws IOException {
        return rules(classes, "public *");
    }

    private String rules(String classes, String method) throws IOException {
        return Files.writeString(folder.resolve("rules.yaml"), """
                - class: "%s"
                  method: %s
                """.formatted(classes, method))
                .toString();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = RealProgramsIT.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void unpack(Path jar, Path target) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
            ZipEntry entry;
            while ((entry = zip.getNextEntry()) != null) {
                Path file = target.resolve(entry.getName()).normalize();
                if (file.startsWith(target) && entry.getName().endsWith(".java")) {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
    }

    private static Map<String, String> hashes(Path root) throws Exception {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                hashes.put(root.relativize(file).toString(), HexFormat.of().formatHex(hash));
            }
        }
        return hashes;
    }
}
