package io.gnomon.it.programs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Uses much of the JDK on many threads, and prints the same in each run. Argument: a folder to write in. */
public final class UsesTheJdk {

    private static final ConcurrentHashMap<Integer, String> SHARED = new ConcurrentHashMap<>();

    private UsesTheJdk() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        System.out.println(collections(5_000));
        System.out.println(files(folder));
        System.out.println(sockets());
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<String>> answers = new ArrayList<>();
        for (int task = 0; task < 50; task++) {
            int size = task;
            answers.add(pool.submit(() -> collections(size)));
        }
        for (Future<String> answer : answers) {
            System.out.print(answer.get().length() + " ");
        }
        pool.shutdown();
        System.out.println();
        virtualThreads();
        try {
            System.out.println(Integer.parseInt("no number"));
        } catch (NumberFormatException expected) {
            System.out.println(expected.getMessage());
        }
        System.out.println(String.format(Locale.ROOT, "%.3f %s", 1.5, LocalDate.of(2026, 11, 21)));
    }

    private static String collections(int size) {
        Map<String, Integer> map = new HashMap<>();
        for (int number = 0; number < size; number++) {
            map.put("key " + number, number);
            SHARED.computeIfAbsent(number % 100, key -> "value " + key);
        }
        List<String> keys = new ArrayList<>(map.keySet());
        Collections.sort(keys);
        return keys.size() + " " + SHARED.size() + keys.stream().limit(3).toList();
    }

    private static String files(Path folder) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write("text to pack\n".repeat(1_000).getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(folder.resolve("packed"), packed.toByteArray());
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            return in.readAllBytes().length + " bytes";
        }
    }

    private static String sockets() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                try (Socket accepted = server.accept()) {
                    accepted.getOutputStream().write(accepted.getInputStream().read() + 1);
                } catch (IOException failure) {
                    System.out.println(failure);
                }
            });
            answering.start();
            try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
                client.getOutputStream().write(41);
                return "answer " + client.getInputStream().read();
            } finally {
                answering.join();
            }
        }
    }

    /** Where there are such: found by name, because this is compiled for an older JDK. */
    private static void virtualThreads() throws Exception {
        ExecutorService executor;
        try {
            executor = (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException before21) {
            return;
        }
        List<Future<String>> answers = new ArrayList<>();
        for (int task = 0; task < 200; task++) {
            answers.add(executor.submit(() -> {
                Thread.sleep(1);
                return collections(10);
            }));
        }
        for (Future<String> answer : answers) {
            answer.get();
        }
        executor.shutdown();
    }
}
