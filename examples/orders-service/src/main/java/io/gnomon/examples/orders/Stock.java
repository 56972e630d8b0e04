package io.gnomon.examples.orders;

import io.gnomon.api.Monitored;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** How many pieces there are of each product. */
final class Stock {

    /** Takes the pieces of a line out of the stock. */
    @Monitored(name = "stock.take", category = "orders")
    void take(Connection connection, OrderLine line) throws SQLException, OutOfStockException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE product SET stock = stock - ? WHERE id = ? AND stock >= ?")) {
            update.setInt(1, line.quantity());
            update.setInt(2, line.product());
            update.setInt(3, line.quantity());
            if (update.executeUpdate() == 0) {
                throw new OutOfStockException(line);
            }
        }
    }
}
