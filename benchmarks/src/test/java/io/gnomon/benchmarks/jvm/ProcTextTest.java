package io.gnomon.benchmarks.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ProcTextTest {

    private static final String STAT =
            "5978 (odd) name (x)) R 5975 5975 787 0 -1 4194304 2849 6580 1 0 1537 63 3 0 20 0 1 0 2310162 16961536 3333\n";

    private static final String STATUS = """
            Name:	java
            VmHWM:	   88412 kB
            VmRSS:	   81208 kB
            voluntary_ctxt_switches:	17
            nonvoluntary_ctxt_switches:	2
            """;

    @Test
    void aNameMayHoldBlanksAndBrackets() {
        assertThat(ProcText.name(STAT)).isEqualTo("odd) name (x)");
    }

    @Test
    void timeInUserAndInSystemModeAreAddedUp() {
        assertThat(ProcText.cpuSeconds(STAT)).isEqualTo(16.0);
    }

    @Test
    void theScheduledTimeIsTheFirstNumber() {
        assertThat(ProcText.scheduledSeconds("529971390 49715152 173\n")).isEqualTo(0.52997139);
    }

    @Test
    void aNumberIsFoundByItsWholeName() {
        assertThat(ProcText.number(STATUS, "VmRSS")).isEqualTo(81_208);
        assertThat(ProcText.number(STATUS, "voluntary_ctxt_switches")).isEqualTo(17);
        assertThatIllegalStateException()
                .isThrownBy(() -> ProcText.number(STATUS, "VmSwap"))
                .withMessageContaining("VmSwap");
    }
}
