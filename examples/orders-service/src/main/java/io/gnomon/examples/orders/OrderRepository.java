package io.gnomon.examples.orders;

import io.gnomon.api.Monitored;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of orders. On the class, the annotation holds for each of its methods. */
@Monitored(name = "{simple-class}.{method}", category = "repository")
final class OrderRepository {

    long insert(Connection connection, NewOrder order, BigDecimal total) throws SQLException {
        long id = insertHead(connection, order.customer(), total);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO order_line (order_id, product, quantity) VALUES (?, ?, ?)")) {
            for (OrderLine line : order.lines()) {
                insert.setLong(1, id);
                insert.setInt(2, line.product());
                insert.setInt(3, line.quantity());
                insert.executeUpdate();
            }
        }
        return id;
    }

    Optional<Order> find(Connection connection, long id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT customer, total FROM orders WHERE id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Order(id, row.getInt(1), row.getBigDecimal(2), lines(connection, id)))
                        : Optional.empty();
            }
        }
    }

    List<Long> newestIds(Connection connection, int customer, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id FROM orders WHERE customer = ? ORDER BY id DESC FETCH FIRST ? ROWS ONLY")) {
            select.setInt(1, customer);
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
                List<Long> ids = new ArrayList<>();
                while (row.next()) {
                    ids.add(row.getLong(1));
                }
                return ids;
            }
        }
    }

    private long insertHead(Connection connection, int customer, BigDecimal total) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO orders (customer, total) VALUES (?, ?)", Statement.RETURN_GENERATED_KEYS)) {
            insert.setInt(1, customer);
            insert.setBigDecimal(2, total);
            insert.executeUpdate();
            try (ResultSet key = insert.getGeneratedKeys()) {
                key.next();
                return key.getLong(1);
            }
        }
    }

    private List<OrderLine> lines(Connection connection, long order) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT product, quantity FROM order_line WHERE order_id = ? ORDER BY product")) {
            select.setLong(1, order);
            try (ResultSet row = select.executeQuery()) {
                List<OrderLine> lines = new ArrayList<>();
                while (row.next()) {
                    lines.add(new OrderLine(row.getInt(1), row.getInt(2)));
                }
                return lines;
            }
        }
    }
}
