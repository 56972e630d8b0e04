package io.gnomon.benchmarks.service;

import io.gnomon.benchmarks.jvm.AgentRun;
import io.gnomon.benchmarks.jvm.Child;
import io.gnomon.benchmarks.jvm.Jdk;
import io.gnomon.benchmarks.jvm.LinuxProcess.CpuUse;
import io.gnomon.benchmarks.jvm.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The orders service of the examples in a JVM of its own. Its load comes from a driver in a JVM of that one's own. */
final class LoadedService implements AutoCloseable {

    private static final Path EXAMPLE = Path.of("examples", "orders-service");
    private static final Path JAR = EXAMPLE.resolve("target").resolve("orders-service.jar");
    private static final String DRIVER = "io.gnomon.examples.orders.LoadDriver";

    /** More than requests are under way at once: none waits for a thread of the driver. */
    private static final int DRIVER_THREADS = 64;

    /** Until the driver's own code is compiled. */
    private static final int DRIVER_WARM_UP = 500;

    private final Jdk jdk;
    private final Subject service;
    private final String url;

    private LoadedService(Jdk jdk, Subject service, String url) {
        this.jdk = jdk;
        this.service = service;
        this.url = url;
    }

    /**
     * What a load has cost.
     *
     * @param cpu of the service, from the first request that was due to the last answer
     */
    record Cost(CpuUse cpu, LoadSummary summary) {

        double cpuMillisPerRequest() {
            return perRequest(cpu.seconds());
        }

        double millisPerRequestWithoutCompilers() {
            return perRequest(cpu.seconds() - cpu.compilerSeconds());
        }

        double agentMillisPerRequest() {
            return perRequest(cpu.agentSeconds());
        }

        private double perRequest(double seconds) {
            return 1e3 * seconds / summary.requests();
        }
    }

    /** Starts it with the example's own rules, and waits until it listens. */
    static LoadedService start(Jdk jdk, Optional<Path> database) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                jdk.java().toString(),
                "-Xms512m",
                "-Xmx512m",
                // None of the compilers' threads ends, so that their CPU time is known at the end.
                "-XX:-UseDynamicNumberOfCompilerThreads"));
        database.map(file -> new AgentRun(EXAMPLE.resolve("gnomon-rules.yaml"), file).jvmOption())
                .ifPresent(command::add);
        command.addAll(List.of("-jar", JAR.toString()));
        Subject service = Subject.start(command);
        try {
            return new LoadedService(jdk, service, service.await("listening on "));
        } catch (IOException | IllegalStateException failure) {
            service.close();
            throw failure;
        }
    }

    /** Has so many requests answered, as fast as may be. */
    Child warmUp(int requests) throws IOException, InterruptedException {
        return Child.run(driver("--threads", "8", "--requests", Integer.toString(requests), "--seconds", "86400"));
    }

    /**
     * Has requests answered at a fixed rate.
     *
     * @param seed the requests follow from it
     */
    Cost load(int seed, int rate, int seconds) throws IOException, InterruptedException {
        List<String> command = driver(
                "--threads",
                Integer.toString(DRIVER_THREADS),
                "--warm-up",
                Integer.toString(DRIVER_WARM_UP),
                "--seed",
                Integer.toString(seed),
                "--rate",
                Integer.toString(rate),
                "--seconds",
                Integer.toString(seconds));
        try (Subject driver = Subject.start(command)) {
            driver.await("warm after ");
            CpuUse before = service.process().cpuUse();
            LoadSummary summary = LoadSummary.parse(driver.await(LoadSummary.BEGINNING));
            CpuUse cpu = service.process().cpuUse().since(before);
            driver.awaitEnd();
            return new Cost(cpu, summary);
        }
    }

    private List<String> driver(String... options) {
        List<String> command = new ArrayList<>(List.of(
                // It has to be warm soon, not fast in the end.
                jdk.java().toString(), "-XX:TieredStopAtLevel=1", "-cp", JAR.toString(), DRIVER, "--url", url));
        command.addAll(List.of(options));
        return command;
    }

    /** Ends it as {@code kill} does, and waits for that. */
    void stop() throws InterruptedException {
        service.terminate();
    }

    @Override
    public void close() {
        service.close();
    }
}
