package shop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.jna.Native;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;
import org.HdrHistogram.Histogram;
import org.jctools.queues.MpscArrayQueue;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.sqlite.SQLiteJDBCLoader;
import oshi.SystemInfo;
import picocli.CommandLine;

/**
 * An application that brings libraries which the agent has too, in versions of its own. Says of each where it comes from
 * and what it did. With the argument {@code unsafe} also what needs sun.misc.Unsafe.
 */
public final class OwnLibraries {

    private static final Logger LOGGER = LoggerFactory.getLogger(OwnLibraries.class);

    private OwnLibraries() {}

    public static void main(String[] arguments) throws Exception {
        List<String> wanted = List.of(arguments);
        used(ByteBuddy.class, generateClass());
        used(SQLiteJDBCLoader.class, queryDatabase());
        used(MpscAtomicArrayQueue.class, queue(new MpscAtomicArrayQueue<>(8)));
        if (wanted.contains("unsafe")) {
            used(MpscArrayQueue.class, queue(new MpscArrayQueue<>(8)));
        }
        used(Histogram.class, recordValue());
        used(LoggerFactory.class, LOGGER.getClass().getName());
        used(LOGGER.getClass(), log());
        used(SystemInfo.class, readMemory());
        used(Native.class, Native.VERSION + ", a pointer has " + Native.POINTER_SIZE + " bytes");
        used(JsonFactory.class, writeJson());
        used(Load.class, String.valueOf(new Load(LoadSettings.builder().build()).loadFromString("[1, {a: b}]")));
        used(CommandLine.class, CommandLine.VERSION + ", " + parseCommandLine());
        DriverManager.drivers().map(Driver::getClass).forEach(driver -> System.out.println("driver " + driver));
        java.util.logging.Logger.getLogger("shop").info("a line through java.util.logging");
    }

    private static void used(Class<?> library, String did) throws Exception {
        URI source = library.getProtectionDomain().getCodeSource().getLocation().toURI();
        System.out.println(library.getName() + ": " + Path.of(source).getFileName() + ", version "
                + library.getPackage().getImplementationVersion() + ", loader "
                + library.getClassLoader().getName() + ", module "
                + library.getModule().getName() + ": " + did);
    }

    private static String generateClass() throws Exception {
        // Any of the JDKs that the test runs on can load version 8; this Byte Buddy does not know the newest.
        Callable<?> generated = new ByteBuddy(ClassFileVersion.JAVA_V8)
                .subclass(Callable.class)
                .name("shop.Generated")
                .method(ElementMatchers.named("call"))
                .intercept(FixedValue.value("generated"))
                .make()
                .load(OwnLibraries.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
                .getLoaded()
                .getDeclaredConstructor()
                .newInstance();
        return String.valueOf(generated.call());
    }

    private static String queryDatabase() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE item (name TEXT)");
            int inserted = statement.executeUpdate("INSERT INTO item VALUES ('a'), ('b')");
            try (ResultSet version = statement.executeQuery("SELECT sqlite_version()")) {
                version.next();
                return SQLiteJDBCLoader.getVersion() + ", SQLite " + version.getString(1) + ", " + inserted + " rows";
            }
        }
    }

    private static String queue(java.util.Queue<String> queue) {
        return queue.offer("first") + " " + queue.poll();
    }

    private static String recordValue() {
        Histogram histogram = new Histogram(3);
        histogram.recordValue(4711);
        return histogram.getTotalCount() + " value, at most " + histogram.getMaxValue();
    }

    private static String log() {
        LOGGER.warn("a line through {}", "slf4j");
        return "logged";
    }

    private static String readMemory() {
        long total = new SystemInfo().getHardware().getMemory().getTotal();
        return total > 0 ? "there is memory" : "there is no memory";
    }

    private static String writeJson() throws Exception {
        StringWriter text = new StringWriter();
        JsonFactory factory = new JsonFactory();
        try (JsonGenerator json = factory.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("answer", 42);
            json.writeEndObject();
        }
        return factory.version() + " " + text;
    }

    private static String parseCommandLine() {
        CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
        spec.addOption(
                CommandLine.Model.OptionSpec.builder("--size").type(int.class).build());
        return String.valueOf(Map.of(
                "size",
                new CommandLine(spec)
                        .parseArgs("--size", "3")
                        .matchedOption("--size")
                        .getValue()
                        .toString()));
    }
}
