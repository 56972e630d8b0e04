package io.gnomon.examples.orders;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The service. Runs until SIGTERM, or for {@code --stop-after} seconds.
 *
 * <pre>
 *   java -jar orders-service.jar [--port N] [--seed N] [--stop-after SECONDS]
 * </pre>
 */
public final class OrdersService implements AutoCloseable {

    private final HikariDataSource database;
    private final WebServer server;

    OrdersService(int port, long seed) throws SQLException {
        database = Database.open("orders", seed);
        OrderBook orders =
                new OrderBook(database, new Stock(), new PriceList(), new OrderRepository(), new PaymentGateway());
        server = new WebServer(port, orders, new SalesReport(database));
    }

    /** The service's entry; prints {@code listening on http://127.0.0.1:PORT} when it is ready. */
    public static void main(String[] arguments) throws Exception {
        Options options;
        int port;
        int seed;
        int stopAfter;
        try {
            options = Options.parse(arguments, Map.of("--port", "0", "--seed", "1", "--stop-after", "0"));
            port = options.number("--port", 0, 65_535);
            seed = options.number("--seed", 0, Integer.MAX_VALUE);
            stopAfter = options.number("--stop-after", 0, Integer.MAX_VALUE);
        } catch (IllegalArgumentException mistake) {
            System.err.println(mistake.getMessage());
            System.exit(2);
            return;
        }
        try (OrdersService service = new OrdersService(port, seed)) {
            service.start();
            Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
            System.out.println("listening on " + service.address());
            await(stopAfter);
        } catch (IOException portTaken) {
            System.err.println(portTaken.getMessage());
            System.exit(1);
        }
    }

    void start() throws Exception {
        server.start();
    }

    URI address() {
        return server.address();
    }

    /** Lets requests under way finish, then stops. May be called again, by any thread. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            System.err.println("The server did not stop cleanly: " + failure);
        } finally {
            database.close();
        }
    }

    /** Waits for so many seconds; 0: for ever, that is until SIGTERM ends the JVM. */
    private static void await(int seconds) throws InterruptedException {
        if (seconds > 0) {
            TimeUnit.SECONDS.sleep(seconds);
        } else {
            new CountDownLatch(1).await();
        }
    }
}
