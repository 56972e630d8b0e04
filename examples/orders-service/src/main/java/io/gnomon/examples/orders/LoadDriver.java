package io.gnomon.examples.orders;

import io.gnomon.examples.orders.Schedule.Turn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Customers of the service, on the same machine: a bounded number of requests, for a bounded time.
 *
 * <pre>
 *   java -cp orders-service.jar io.gnomon.examples.orders.LoadDriver --url http://127.0.0.1:PORT
 *       [--seconds N] [--requests N] [--threads N] [--rate N] [--seed N] [--warm-up N]
 * </pre>
 *
 * <p>{@code --rate} is in requests a second; 0, the default, means that each thread sends its next request as soon as it
 * has the answer to the one before. {@code --warm-up} requests are sent before, as fast as can be; they count for nothing,
 * and a line says when they are answered. Latencies are counted from when a request is due. Ends with 0 if every answer was the expected one, 1 if not, 2 if the command line is
 * wrong.
 */
public final class LoadDriver {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI service;
    private final int threads;
    private final int requests;
    private final long seed;

    /**
     * @param service where the service listens
     * @param threads how many requests may be under way at once
     * @param requests how many to send at most
     * @param seed the requests follow from it
     */
    LoadDriver(URI service, int threads, int requests, long seed) {
        this.service = service;
        this.threads = threads;
        this.requests = requests;
        this.seed = seed;
    }

    /** The driver's entry; prints two lines that sum up the answers. */
    public static void main(String[] arguments) throws InterruptedException {
        LoadDriver driver;
        int warmUp;
        int rate;
        Duration limit;
        try {
            Options options = Options.parse(
                    arguments,
                    Map.of(
                            "--url",
                            "",
                            "--seconds",
                            "10",
                            "--requests",
                            "1000000",
                            "--threads",
                            "4",
                            "--rate",
                            "0",
                            "--seed",
                            "1",
                            "--warm-up",
                            "0"));
            driver = new LoadDriver(
                    loopback(options.text("--url")),
                    options.number("--threads", 1, 64),
                    options.number("--requests", 1, 10_000_000),
                    options.number("--seed", 0, Integer.MAX_VALUE));
            warmUp = options.number("--warm-up", 0, 10_000_000);
            rate = options.number("--rate", 0, 100_000);
            limit = Duration.ofSeconds(options.number("--seconds", 1, 86_400));
        } catch (IllegalArgumentException mistake) {
            System.err.println(mistake.getMessage());
            System.exit(2);
            return;
        }
        try {
            if (warmUp > 0) {
                driver.warmUp(warmUp);
                System.out.println("warm after " + warmUp + " requests");
            }
            Pace pace = new Pace(rate, limit);
            Tally tally = driver.run(pace);
            System.out.printf(
                    Locale.ROOT, "%s, in %.1f s%n", tally, pace.elapsed().toMillis() / 1e3);
            System.out.println(tally.latencies());
            System.exit(tally.unexpected() == 0 ? 0 : 1);
        } catch (IOException failure) {
            System.err.println("The service at " + driver.service + " does not answer: " + failure);
            System.exit(1);
        }
    }

    /**
     * Sends so many requests as fast as their answers come, the same for the same seed.
     *
     * @throws IOException if the service cannot be reached, or stops answering
     */
    void warmUp(int count) throws IOException, InterruptedException {
        new LoadDriver(service, threads, count, -1 - seed).run(new Pace(0, Duration.ofDays(1)));
    }

    /**
     * Sends requests until they are all sent or the pace ends, and waits for their answers.
     *
     * @throws IOException if the service cannot be reached, or stops answering
     */
    Tally run(Pace pace) throws IOException, InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Tally>> workers = new ArrayList<>();
            Schedule schedule = new Schedule(new RequestMix(service, seed), requests);
            for (int thread = 0; thread < threads; thread++) {
                workers.add(executor.submit(() -> work(schedule, pace)));
            }
            Tally sum = new Tally();
            for (Future<Tally> worker : workers) {
                sum.add(worker.get());
            }
            return sum;
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof IOException unanswered
                    ? unanswered
                    : new IOException(failure.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    /** One thread's share of the requests: the next that is due, whenever the one before is answered. */
    private Tally work(Schedule schedule, Pace pace) throws IOException, InterruptedException {
        Tally tally = new Tally();
        Turn turn = schedule.next();
        while (turn != null && pace.await(turn.index())) {
            long due = pace.due(turn.index());
            int status = client.send(turn.planned().request(), BodyHandlers.discarding())
                    .statusCode();
            tally.add(status, turn.planned().status(), System.nanoTime() - due);
            turn = schedule.next();
        }
        return tally;
    }

    private static URI loopback(String url) {
        try {
            URI address = URI.create(url);
            if (address.getHost() != null
                    && InetAddress.getByName(address.getHost()).isLoopbackAddress()) {
                return address;
            }
        } catch (UnknownHostException elsewhere) {
            // Not on this machine, then.
        }
        throw new IllegalArgumentException(
                "Option --url takes the line that the service prints, such as http://127.0.0.1:8080, not '" + url
                        + "'.");
    }
}
