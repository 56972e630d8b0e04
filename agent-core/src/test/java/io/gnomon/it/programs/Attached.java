package io.gnomon.it.programs;

import io.gnomon.api.Monitored;
import io.gnomon.api.PerformanceMonitor;
import io.gnomon.api.Timing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Makes ten rounds of calls when it starts, and ten more for each line on standard input. */
public final class Attached {

    private Attached() {}

    public static void main(String[] arguments) throws IOException {
        round();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            round();
        }
    }

    private static void round() {
        for (int call = 0; call < 10; call++) {
            byRule(call);
            byAnnotation(call);
            try (Timing timing = PerformanceMonitor.monitor("by hand")) {
                if (call == 9) {
                    timing.fail();
                }
            }
        }
        System.out.println("round, monitored: " + PerformanceMonitor.isActive());
    }

    static int byRule(int number) {
        return number + 1;
    }

    @Monitored("{method}")
    static int byAnnotation(int number) {
        return number + 2;
    }
}
