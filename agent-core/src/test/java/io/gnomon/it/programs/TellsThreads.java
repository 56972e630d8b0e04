package io.gnomon.it.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes calls, writes the names of all live threads into a file, and exits with 3. Arguments: the file, how many calls. */
public final class TellsThreads {

    private TellsThreads() {}

    public static void main(String[] arguments) throws IOException {
        int calls = Integer.parseInt(arguments[1]);
        int sum = 0;
        for (int call = 0; call < calls; call++) {
            sum += work(call);
        }
        System.out.println("made " + calls + ", sum " + sum);
        Files.write(
                Path.of(arguments[0]),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .toList());
        System.exit(3);
    }

    static int work(int number) {
        return number * 31;
    }
}
