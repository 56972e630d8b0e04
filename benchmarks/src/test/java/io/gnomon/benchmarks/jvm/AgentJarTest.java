package io.gnomon.benchmarks.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentJarTest {

    @TempDir
    private Path folder;

    @Test
    void theJarIsFoundWithItsVersion() throws IOException {
        Files.createFile(folder.resolve("other-agent-3.0.jar"));
        Path jar = Files.createFile(folder.resolve("agent-1.2.3.jar"));

        assertThat(AgentJar.find(folder, "agent")).isEqualTo(new AgentJar(jar, "1.2.3"));
    }

    @Test
    void noneOrSeveralAreRefused() throws IOException {
        assertThatIllegalStateException()
                .isThrownBy(() -> AgentJar.find(folder.resolve("missing"), "agent"))
                .withMessageContaining("not 0");

        Files.createFile(folder.resolve("agent-1.jar"));
        Files.createFile(folder.resolve("agent-2.jar"));

        assertThatIllegalStateException()
                .isThrownBy(() -> AgentJar.find(folder, "agent"))
                .withMessageContaining("not 2");
    }
}
