package io.gnomon.examples.orders;

import io.gnomon.api.Monitored;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A customer's largest orders. */
final class SalesReport {

    // Compares each of the customer's orders with each other one: quick for most, slow for those who order much.
    private static final String LARGEST = """
            SELECT id, total, place FROM (
              SELECT o.id, o.total, 1 + (SELECT COUNT(*) FROM orders other
                                         WHERE other.customer = o.customer AND other.total > o.total) AS place
              FROM orders o WHERE o.customer = ?)
            WHERE place <= 10 ORDER BY place, id
            """;

    private final DataSource database;

    SalesReport(DataSource database) {
        this.database = database;
    }

    /** An order and its place among the customer's orders, the largest being the first. */
    record Entry(int place, long order, BigDecimal total) {}

    /** The ten largest orders of a customer, and all that equal the last of them; empty for a customer without orders. */
    @Monitored(name = "report.largest-orders", category = "reports")
    List<Entry> largestOrders(int customer) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(LARGEST)) {
            select.setInt(1, customer);
            try (ResultSet row = select.executeQuery()) {
                List<Entry> entries = new ArrayList<>();
                while (row.next()) {
                    entries.add(new Entry(row.getInt("place"), row.getLong("id"), row.getBigDecimal("total")));
                }
                return entries;
            }
        }
    }
}
