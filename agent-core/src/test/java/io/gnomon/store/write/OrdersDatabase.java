package io.gnomon.store.write;

import static io.gnomon.store.write.DatabaseBuilder.START;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A small application's database: 30 seconds of one run that ended cleanly, with two slow requests, three failures of two
 * kinds, and an operation that was called too often for every call to be timed.
 */
public final class OrdersDatabase {

    public static final String SERVLET = "com.acme.orders.web.OrderServlet.doPost";
    public static final String PLACE = "com.acme.orders.OrderService.place";
    public static final String QUERY = "java.sql.PreparedStatement.executeQuery";
    public static final String PRICE = "com.acme.orders.Prices.of";

    public static final long MILLI = 1_000_000L;

    private OrdersDatabase() {}

    /** The database, still open for writing. */
    public static DatabaseBuilder create(Path file) throws SQLException {
        DatabaseBuilder orders = DatabaseBuilder.create(file);
        orders.run(1, 4711, START.plusSeconds(30), START.plusSeconds(30));
        orders.operation(1, SERVLET, "web").operation(2, PLACE, "service");
        orders.operation(3, QUERY, "jdbc").operation(4, PRICE, "service");
        orders.thread(1, 1, "http-1").thread(2, 1, "http-2");
        rollups(orders);
        calls(orders);
        orders.ledger(1, "produced", 1_017)
                .ledger(1, "stored", 17)
                .ledger(1, "sampled_out", 990)
                .ledger(1, "unrepresented", 0);
        orders.ledger(1, "pending", 0).ledger(1, "dropped: pool empty", 10);
        orders.insert("call_edge", 1, 10, DatabaseBuilder.micros(START), 1, 2, 3, 1_720 * MILLI, 0, 0);
        orders.insert("call_edge", 1, 10, DatabaseBuilder.micros(START), 2, 3, 9, 1_100 * MILLI, 0, 0);
        orders.insert("event", 1, 1, DatabaseBuilder.micros(START), "started", "monitoring 4 operations");
        orders.insert("rule", 1, 1, "rules.yaml:1", "com.acme.**", "public *", "default", 3, 3, 0, "");
        String note = "no class com.acme.orders.Ordres was loaded (did you mean 'com.acme.orders.Orders'?)";
        orders.insert("rule", 1, 2, "rules.yaml:3", "com.acme.orders.Ordres", "find", "default", 0, 0, 0, note);
        return orders;
    }

    private static void rollups(DatabaseBuilder orders) throws SQLException {
        long[] first = {200 * MILLI, 300 * MILLI, 1_500 * MILLI};
        long[] second = {100 * MILLI, 2_000 * MILLI};
        orders.rollup(1, 1, 0, START, 2, 2, 200 * MILLI, 300 * MILLI, 1_500 * MILLI, 100 * MILLI, 2_000 * MILLI);
        orders.rollup(1, 1, 10, START, 1, 1, first);
        orders.rollup(1, 1, 10, START.plusSeconds(10), 1, 1, second);
        orders.rollup(1, 1, 60, START, 2, 2, 200 * MILLI, 300 * MILLI, 1_500 * MILLI, 100 * MILLI, 2_000 * MILLI);
        orders.rollup(1, 2, 0, START, 1, 1, 1_400 * MILLI, 120 * MILLI);
        orders.rollup(1, 2, 10, START, 1, 1, 1_400 * MILLI, 120 * MILLI);
        orders.rollup(1, 3, 0, START, 0, 0, 4_210, 312, 12_300_000);
        orders.rollup(1, 3, 10, START, 0, 0, 4_210, 312, 12_300_000);
        orders.rollup(1, 4, 0, START, 0, 0, 500, 700);
        orders.execute("UPDATE rollup SET count = 1000, sum = sum * 500, self = self * 500, effective = 2,"
                + " sum_error = 70700, self_error = 70700, p50_error = 100, p90_error = 100, p95_error = 100,"
                + " p99_error = 100, p999_error = 100 WHERE operation = 4");
    }

    /** Calls 1 to 9 are one slow request with its tree; the others stand alone. */
    private static void calls(DatabaseBuilder orders) throws SQLException {
        Instant slow = START.plusSeconds(2);
        for (int query = 0; query < 5; query++) {
            orders.sample(3, 2, 1, slow.plusMillis(20 + 200 * query), 190 * MILLI, null, 0, 9L, 8L);
        }
        orders.sample(4, 2, 1, slow.plusMillis(1_100), 700, null, 0, 9L, 8L);
        orders.sample(4, 2, 1, slow.plusMillis(1_200), 500, null, 2, 9L, 777L);
        orders.sample(2, 1, 1, slow.plusMillis(10), 1_400 * MILLI, 449_998_800L, 3, 9L, 9L);
        orders.sample(1, 0, 1, slow, 1_500 * MILLI, 100 * MILLI, 1, 9L, null);
        orders.flush(1, START.plusSeconds(4));
        orders.sample(1, 0, 2, START.plusSeconds(12), 2_000 * MILLI, null, 1, null, null);
        orders.sample(1, 0, 2, START.plusSeconds(15), 100 * MILLI, null, 2, null, null);
        orders.sample(1, 0, 2, START.plusSeconds(16), 200 * MILLI, null, 2, null, null);
        orders.sample(1, 0, 2, START.plusSeconds(17), 300 * MILLI, null, 0, null, null);
        orders.sample(2, 0, 2, START.plusSeconds(18), 120 * MILLI, null, 0, null, null);
        orders.flush(1, START.plusSeconds(19));
        for (int query = 0; query < 3; query++) {
            orders.sample(3, 0, 2, START.plusSeconds(20 + query), 4_210, null, 0, null, null);
        }
        orders.flush(1, START.plusSeconds(24));
        orders.stack(1, "java.lang.IllegalStateException: order 17 is closed\n\tat com.acme.orders.OrderService.place");
        orders.stack(2, "com.acme.orders.web.OrderServlet.doPost\ncom.acme.Dispatcher.dispatch");
        orders.failure(8, "java.lang.IllegalStateException", "order 17 is closed", 1L, 2L);
        orders.failure(9, null, null, null, 2L);
        orders.failure(11, "java.io.IOException", "no stock of 'tea' for order 4711", 1L, null);
        orders.failure(12, "java.io.IOException", "no stock of 'milk' for order 4712", 1L, null);
    }
}
