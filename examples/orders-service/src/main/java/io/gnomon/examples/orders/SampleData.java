package io.gnomon.examples.orders;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;

/** What is in the database when the service starts: the same for the same seed. */
final class SampleData {

    /** Customers are numbered from 1 to this. */
    static final int CUSTOMERS = 500;

    /** The first so many customers are wholesalers: they have placed 1,500 orders each, others about twenty. */
    static final int WHOLESALERS = 3;

    /** Products are numbered from 1 to this. */
    static final int PRODUCTS = 200;

    /** The first so many products are out of stock. */
    static final int SOLD_OUT = 5;

    /** Orders are numbered from 1; there are this many at the start. */
    static final int ORDERS = 14_500;

    private static final int ORDERS_OF_WHOLESALERS = 1_500 * WHOLESALERS;
    private static final int BATCH = 500;
    private static final int PIECES = 1_000_000;

    private final Connection connection;
    private final Random random;

    SampleData(Connection connection, long seed) {
        this.connection = connection;
        this.random = new Random(seed);
    }

    /** Fills empty tables. */
    void insert() throws SQLException {
        insertCustomers();
        insertProducts();
        insertOrders();
    }

    private void insertCustomers() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO customer (id, name) VALUES (?, ?)")) {
            for (int id = 1; id <= CUSTOMERS; id++) {
                insert.setInt(1, id);
                insert.setString(2, (id <= WHOLESALERS ? "Wholesaler " : "Customer ") + id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void insertProducts() throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO product (id, name, price, stock) VALUES (?, ?, ?, ?)")) {
            for (int id = 1; id <= PRODUCTS; id++) {
                insert.setInt(1, id);
                insert.setString(2, "Product " + id);
                insert.setBigDecimal(3, amount(100, 10_000));
                insert.setInt(4, id <= SOLD_OUT ? 0 : PIECES);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void insertOrders() throws SQLException {
        try (PreparedStatement order =
                        connection.prepareStatement("INSERT INTO orders (customer, total) VALUES (?, ?)");
                PreparedStatement line = connection.prepareStatement(
                        "INSERT INTO order_line (order_id, product, quantity) VALUES (?, ?, ?)")) {
            for (int id = 1; id <= ORDERS; id++) {
                order.setInt(1, customerOf(id));
                order.setBigDecimal(2, amount(1_000, 100_000));
                order.addBatch();
                line.setLong(1, id);
                line.setInt(2, 1 + random.nextInt(PRODUCTS));
                line.setInt(3, 1 + random.nextInt(9));
                line.addBatch();
                if (id % BATCH == 0 || id == ORDERS) {
                    order.executeBatch();
                    line.executeBatch();
                }
            }
        }
    }

    private int customerOf(int order) {
        return order <= ORDERS_OF_WHOLESALERS
                ? 1 + order % WHOLESALERS
                : WHOLESALERS + 1 + random.nextInt(CUSTOMERS - WHOLESALERS);
    }

    private BigDecimal amount(int fromCents, int toCents) {
        return BigDecimal.valueOf(fromCents + random.nextInt(toCents - fromCents), 2);
    }
}
