package io.gnomon.examples.orders;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Random;

/**
 * What the customers do: an endless series of requests, the same for the same seed. The service answers each with the
 * status that comes with it, however many others it has answered before. For one thread at a time.
 */
final class RequestMix {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String GOOD_CARD = "4000000000000077";
    private static final int UNKNOWN = 999_999_999;

    private final URI service;
    private final Random random;

    /** @param service where the service listens */
    RequestMix(URI service, long seed) {
        this.service = service;
        this.random = new Random(seed);
    }

    /** A request, and the status that the service answers it with. */
    record Planned(HttpRequest request, int status) {}

    Planned next() {
        int percent = random.nextInt(100);
        if (percent < 40) {
            return order();
        } else if (percent < 75) {
            return get("/orders/" + between(1, SampleData.ORDERS), 200);
        } else if (percent < 77) {
            return get("/orders/" + UNKNOWN, 404);
        } else if (percent < 78) {
            return get("/orders/twelve", 400);
        } else if (percent < 93) {
            return get("/orders?customer=" + customer(), 200);
        } else {
            return report();
        }
    }

    private Planned order() {
        int percent = random.nextInt(100);
        if (percent < 85) {
            return order(customer(), GOOD_CARD, lines(), 201);
        } else if (percent < 87) {
            return order(customer(), PaymentGateway.SLOW_CARD, lines(), 201);
        } else if (percent < 91) {
            return order(customer(), PaymentGateway.DECLINED_CARD, lines(), 402);
        } else if (percent < 96) {
            return order(customer(), GOOD_CARD, line(between(1, SampleData.SOLD_OUT), 1), 409);
        } else if (percent < 98) {
            return order(customer(), GOOD_CARD, line(product(), 0), 400);
        } else {
            return order(UNKNOWN, GOOD_CARD, lines(), 400);
        }
    }

    /** One report in twenty is on a wholesaler, which is slow. */
    private Planned report() {
        boolean slow = random.nextInt(20) == 0;
        int customer =
                slow ? between(1, SampleData.WHOLESALERS) : between(SampleData.WHOLESALERS + 1, SampleData.CUSTOMERS);
        return get("/report?customer=" + customer, 200);
    }

    /** One to three lines, of one product each. */
    private String lines() {
        int first = product();
        StringBuilder lines = new StringBuilder(line(first, between(1, 9)));
        for (int more = between(0, 2); more > 0 && first + more <= SampleData.PRODUCTS; more--) {
            lines.append(line(first + more, between(1, 9)));
        }
        return lines.toString();
    }

    private Planned order(int customer, String card, String lines, int status) {
        String form = "customer=" + customer + "&card=" + card + lines;
        HttpRequest request = to("/orders")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return new Planned(request, status);
    }

    private Planned get(String path, int status) {
        return new Planned(to(path).GET().build(), status);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(TIMEOUT);
    }

    private static String line(int product, int quantity) {
        return "&line=" + product + ":" + quantity;
    }

    private int customer() {
        return between(1, SampleData.CUSTOMERS);
    }

    private int product() {
        return between(SampleData.SOLD_OUT + 1, SampleData.PRODUCTS);
    }

    private int between(int first, int last) {
        return first + random.nextInt(last - first + 1);
    }
}
