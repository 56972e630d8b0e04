package io.gnomon.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderBookTest {

    private static final int CUSTOMER = 42;
    private static final int PRODUCT = SampleData.SOLD_OUT + 1;
    private static final int SOLD_OUT = SampleData.SOLD_OUT;
    private static final int UNKNOWN_CUSTOMER = SampleData.CUSTOMERS + 1;
    private static final String CARD = "4000000000000077";

    private HikariDataSource database;
    private OrderBook orders;

    @BeforeAll
    void open() throws SQLException {
        database = Database.open("order-book-test", 1);
        orders = new OrderBook(database, new Stock(), new PriceList(), new OrderRepository(), new PaymentGateway());
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void anOrderIsFoundAgainAndIsTheCustomersNewest() throws Exception {
        List<OrderLine> lines = List.of(new OrderLine(PRODUCT, 2), new OrderLine(PRODUCT + 1, 1));

        long id = orders.place(new NewOrder(CUSTOMER, CARD, lines));

        assertThat(orders.find(id)).get().satisfies(order -> {
            assertThat(order.customer()).isEqualTo(CUSTOMER);
            assertThat(order.lines()).isEqualTo(lines);
            assertThat(order.total()).isPositive();
        });
        assertThat(orders.newestOf(CUSTOMER, 5))
                .hasSize(5)
                .first()
                .isEqualTo(orders.find(id).orElseThrow());
    }

    @Test
    void anOrderTakesItsPiecesOutOfTheStock() throws Exception {
        long before = count("SELECT stock FROM product WHERE id = " + PRODUCT);

        orders.place(new NewOrder(CUSTOMER, CARD, List.of(new OrderLine(PRODUCT, 3))));

        assertThat(count("SELECT stock FROM product WHERE id = " + PRODUCT)).isEqualTo(before - 3);
    }

    @Test
    void anOrderOutOfStockIsRefusedAsAWhole() throws Exception {
        assertRefused(
                new NewOrder(CUSTOMER, CARD, List.of(new OrderLine(SOLD_OUT, 1), new OrderLine(PRODUCT, 1))),
                OutOfStockException.class);
    }

    @Test
    void anOrderWhosePaymentIsDeclinedIsRefusedAsAWhole() throws Exception {
        assertRefused(
                new NewOrder(CUSTOMER, PaymentGateway.DECLINED_CARD, List.of(new OrderLine(PRODUCT, 1))),
                PaymentDeclinedException.class);
    }

    @Test
    void anOrderThatMakesNoSenseViolatesAConstraint() throws Exception {
        assertRefused(
                new NewOrder(CUSTOMER, CARD, List.of(new OrderLine(PRODUCT, 0))),
                SQLIntegrityConstraintViolationException.class);
        assertRefused(new NewOrder(CUSTOMER, CARD, List.of()), SQLIntegrityConstraintViolationException.class);
        assertRefused(
                new NewOrder(UNKNOWN_CUSTOMER, CARD, List.of(new OrderLine(PRODUCT, 1))),
                SQLIntegrityConstraintViolationException.class);
    }

    @Test
    void theReportRanksTheLargestOrdersFirst() throws Exception {
        List<SalesReport.Entry> report = new SalesReport(database).largestOrders(1);

        assertThat(report).hasSizeGreaterThanOrEqualTo(10);
        assertThat(report.get(0).place()).isEqualTo(1);
        assertThat(report).isSortedAccordingTo((a, b) -> b.total().compareTo(a.total()));
    }

    private void assertRefused(NewOrder order, Class<? extends Exception> reason) throws SQLException {
        long ordersBefore = count("SELECT count(*) FROM orders");
        long piecesBefore = count("SELECT sum(stock) FROM product");

        assertThatThrownBy(() -> orders.place(order)).isInstanceOf(reason);

        assertThat(count("SELECT count(*) FROM orders")).isEqualTo(ordersBefore);
        assertThat(count("SELECT sum(stock) FROM product")).isEqualTo(piecesBefore);
    }

    private long count(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
