package io.gnomon.examples.orders;

import io.gnomon.api.Monitored;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What each product costs. */
final class PriceList {

    /** What all lines cost together; a product that does not exist costs nothing. */
    @Monitored(name = "prices.total", category = "orders")
    BigDecimal total(Connection connection, List<OrderLine> lines) throws SQLException {
        BigDecimal total = BigDecimal.ZERO;
        try (PreparedStatement select = connection.prepareStatement("SELECT price FROM product WHERE id = ?")) {
            for (OrderLine line : lines) {
                select.setInt(1, line.product());
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        total = total.add(row.getBigDecimal(1).multiply(BigDecimal.valueOf(line.quantity())));
                    }
                }
            }
        }
        return total;
    }
}
