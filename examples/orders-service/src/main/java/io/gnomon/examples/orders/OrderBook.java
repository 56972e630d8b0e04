package io.gnomon.examples.orders;

import io.gnomon.api.Monitored;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Takes orders and knows those taken. */
final class OrderBook {

    private final DataSource database;
    private final Stock stock;
    private final PriceList prices;
    private final OrderRepository orders;
    private final PaymentGateway payments;

    OrderBook(DataSource database, Stock stock, PriceList prices, OrderRepository orders, PaymentGateway payments) {
        this.database = database;
        this.stock = stock;
        this.prices = prices;
        this.orders = orders;
        this.payments = payments;
    }

    /**
     * Places an order: all of it, or nothing.
     *
     * @return the order's id
     * @throws OrderRefusedException if a product is out of stock, or the payment is declined
     * @throws java.sql.SQLIntegrityConstraintViolationException if the order makes no sense: an unknown customer, no lines,
     *     a quantity of zero
     */
    @Monitored(name = "orders.place", category = "orders")
    long place(NewOrder order) throws SQLException, OrderRefusedException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                for (OrderLine line : order.lines()) {
                    stock.take(connection, line);
                }
                BigDecimal total = prices.total(connection, order.lines());
                long id = orders.insert(connection, order, total);
                payments.charge(order.card(), total);
                connection.commit();
                return id;
            } catch (SQLException | OrderRefusedException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        }
    }

    /** The order of that id, if there is one. */
    @Monitored(name = "orders.find", category = "orders")
    Optional<Order> find(long id) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return orders.find(connection, id);
        }
    }

    /** A customer's orders, newest first, at most {@code limit} of them. */
    @Monitored(name = "orders.list", category = "orders")
    List<Order> newestOf(int customer, int limit) throws SQLException {
        try (Connection connection = database.getConnection()) {
            List<Order> newest = new ArrayList<>();
            // Two queries for every order instead of one for all: a common mistake, here to be seen in the call tree.
            for (long id : orders.newestIds(connection, customer, limit)) {
                orders.find(connection, id).ifPresent(newest::add);
            }
            return newest;
        }
    }
}
