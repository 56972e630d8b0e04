package io.gnomon.it.programs;

import io.gnomon.api.Monitored;
import io.gnomon.api.PerformanceMonitor;
import io.gnomon.api.Timing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes ten calls of each kind when it starts, and ten more for each line on standard input. {@code read FILE} has it read
 * that file first.
 */
public final class Attached {

    private Attached() {}

    public static void main(String[] arguments) throws IOException {
        round();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line;
        while ((line = in.readLine()) != null) {
            if (line.startsWith("read ")) {
                // As a server of static files does; closing the file ends all of this process's POSIX locks on it.
                Files.readAllBytes(Path.of(line.substring("read ".length())));
            }
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
