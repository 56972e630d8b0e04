package io.gnomon.examples.orders;

import io.gnomon.examples.orders.RequestMix.Planned;
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
 *       [--seconds N] [--requests N] [--threads N] [--rate N] [--seed N]
 * </pre>
 *
 * <p>{@code --rate} is in requests a second; 0, the default, means that each thread sends its next request as soon as it
 * has the answer to the one before. Ends with 0 if every answer was the expected one, 1 if not, 2 if the command line is
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
     * @param seed the requests follow from it and from {@code threads}
     */
    LoadDriver(URI service, int threads, int requests, long seed) {
        this.service = service;
        this.threads = threads;
        this.requests = requests;
        this.seed = seed;
    }

    /** The driver's entry; prints one line that sums up the answers. */
    public static void main(String[] arguments) throws InterruptedException {
        LoadDriver driver;
        Pace pace;
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
                            "1"));
            driver = new LoadDriver(
                    loopback(options.text("--url")),
                    options.number("--threads", 1, 64),
                    options.number("--requests", 1, 10_000_000),
                    options.number("--seed", 0, Integer.MAX_VALUE));
            pace = new Pace(
                    options.number("--rate", 0, 100_000), Duration.ofSeconds(options.number("--seconds", 1, 86_400)));
        } catch (IllegalArgumentException mistake) {
            System.err.println(mistake.getMessage());
            System.exit(2);
            return;
        }
        try {
            Tally tally = driver.run(pace);
            System.out.printf(
                    Locale.ROOT, "%s, in %.1f s%n", tally, pace.elapsed().toMillis() / 1e3);
            System.exit(tally.unexpected() == 0 ? 0 : 1);
        } catch (IOException failure) {
            System.err.println("The service at " + driver.service + " does not answer: " + failure);
            System.exit(1);
        }
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
            for (int thread = 0; thread < threads; thread++) {
                int first = thread;
                workers.add(executor.submit(() -> work(first, pace)));
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

    /** One thread's share of the requests: number {@code first} and every {@code threads}-th after it. */
    private Tally work(int first, Pace pace) throws IOException, InterruptedException {
        RequestMix mix = new RequestMix(service, seed * 1_000 + first);
        Tally tally = new Tally();
        for (int index = first; index < requests && pace.await(index); index += threads) {
            Planned planned = mix.next();
            int status =
                    client.send(planned.request(), BodyHandlers.discarding()).statusCode();
            tally.add(status, planned.status());
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
