package io.gnomon.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gnomon.cli.input.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachmentTest {

    @TempDir
    private Path directory;

    /** Says that it is there, and lives until its standard input ends. */
    public static final class Application {

        public static void main(String[] arguments) throws IOException {
            System.out.println("ready");
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** An agent that answers with the options that it got. */
    public static final class EchoAgent {

        public static void agentmain(String options) throws IOException {
            String answer = options.split("\"", -1)[1];
            String rest = options.substring(options.indexOf(',') + 1);
            if (!rest.equals("silent")) {
                Files.write(Path.of(answer), List.of("1", "agent got " + rest));
            }
        }
    }

    @Test
    void loadsTheAgentWithItsOptionsAndWaitsForItsAnswer() throws Exception {
        Process application = start();
        try (BufferedReader out = application.inputReader()) {
            assertThat(out.readLine()).isEqualTo("ready");
            assertThat(new Attachment(echoAgent()).ask(application.pid(), "slow-threshold=5ms"))
                    .isEqualTo(new Answer(1, List.of("agent got slow-threshold=5ms")));
            assertThatThrownBy(() -> new Attachment(echoAgent()).ask(application.pid(), "silent"))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("gave no answer");
        } finally {
            application.destroy();
        }
    }

    @Test
    void leavesAJvmAloneThatSwitchedAttachingOff() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/cmdline")), "needs Linux");
        Process application = start("-XX:+DisableAttachMechanism");
        try (BufferedReader out = application.inputReader()) {
            assertThat(out.readLine()).isEqualTo("ready");
            assertFailure(application.pid(), "was started with -XX:+DisableAttachMechanism");
            assertThat(application.isAlive()).isTrue();
        } finally {
            application.destroy();
        }
    }

    @Test
    void leavesAProcessAloneThatIsNoJvm() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/maps")), "needs Linux");
        Process cat = new ProcessBuilder("cat").start();
        try (OutputStream in = cat.getOutputStream();
                BufferedReader out = cat.inputReader()) {
            in.write('\n');
            in.flush();
            assertThat(out.readLine()).isEmpty();
            assertFailure(cat.pid(), "is not a JVM");
            assertThat(cat.isAlive()).isTrue();
        } finally {
            cat.destroy();
        }
    }

    @Test
    void saysThatThereIsNoSuchProcess() {
        assertFailure(Long.MAX_VALUE >> 40, "there is no process 8388607");
        assertFailure(ProcessHandle.current().pid(), "is this command itself");
    }

    private static void assertFailure(long pid, String sentence) {
        assertThatThrownBy(() -> new Attachment(Path.of("agent.jar")).ask(pid, ""))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(sentence);
    }

    private static Process start(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(Path.of(Application.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString());
        command.add(Application.class.getName());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private Path echoAgent() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Agent-Class"), EchoAgent.class.getName());
        Path file = directory.resolve("echo agent.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            jar.putNextEntry(new JarEntry("note.txt"));
            jar.write("the class is on the application's own class path".getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
