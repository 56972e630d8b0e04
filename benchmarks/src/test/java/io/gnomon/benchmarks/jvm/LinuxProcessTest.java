package io.gnomon.benchmarks.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gnomon.benchmarks.jvm.LinuxProcess.CpuUse;
import io.gnomon.benchmarks.jvm.LinuxProcess.ThreadUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LinuxProcessTest {

    private final LinuxProcess self = new LinuxProcess(ProcessHandle.current().pid());

    @Test
    void aProcessHasUsedTimeAndMemory() throws Exception {
        CpuUse use = self.cpuUse();
        assertThat(use.seconds()).isPositive();
        assertThat(use.compilerSeconds()).isPositive().isLessThan(use.seconds());
        assertThat(use.agentSeconds()).isZero();
        assertThat(self.cpuUse().since(use).seconds()).isNotNegative().isLessThan(use.seconds());
        assertThat(self.residentMib()).isGreaterThan(10);
        assertThat(self.peakResidentMib()).isGreaterThanOrEqualTo(self.residentMib() / 2);
    }

    @Test
    void threadsAreKnownByTheirNames() throws Exception {
        assertThat(self.threads()).extracting(ThreadUse::name).anyMatch(name -> name.equals("VM Thread"));
        assertThat(self.threads()).noneMatch(ThreadUse::isAgents);
        assertThatIllegalStateException()
                .isThrownBy(() -> self.cpuSecondsOf("gnomon-writer"))
                .withMessageContaining("gnomon-writer");
    }
}
