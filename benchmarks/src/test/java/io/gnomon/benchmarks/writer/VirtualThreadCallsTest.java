package io.gnomon.benchmarks.writer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VirtualThreadCallsTest {

    private static final String SUMMARY = """
             Version: 2.1
             Duration: 0 s

             Event Type                              Count  Size (bytes)
            =============================================================
             jdk.VirtualThreadPinned                    12           340
             jdk.VirtualThreadStart                  20000        260000
            """;

    @Test
    void eventsAreCountedByTheirType() {
        assertThat(VirtualThreadCalls.events(SUMMARY, "jdk.VirtualThreadPinned"))
                .hasValue(12L);
        assertThat(VirtualThreadCalls.events(SUMMARY, "jdk.VirtualThread")).isEmpty();
    }
}
