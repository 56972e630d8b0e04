package io.gnomon.examples.orders;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.http.HttpServletResponse.SC_CONFLICT;
import static jakarta.servlet.http.HttpServletResponse.SC_CREATED;
import static jakarta.servlet.http.HttpServletResponse.SC_NOT_FOUND;
import static jakarta.servlet.http.HttpServletResponse.SC_OK;
import static jakarta.servlet.http.HttpServletResponse.SC_PAYMENT_REQUIRED;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The resource {@code /orders}.
 *
 * <pre>
 *   POST /orders              form fields: customer, card, and one or more of line=PRODUCT:QUANTITY
 *   GET  /orders/ID
 *   GET  /orders?customer=ID  the newest twenty
 * </pre>
 */
final class OrdersServlet extends HttpServlet {

    private static final int LISTED = 20;

    private final transient OrderBook orders;

    OrdersServlet(OrderBook orders) {
        this.orders = orders;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            TextResponse.send(response, SC_CREATED, "order " + orders.place(newOrder(request)));
        } catch (NumberFormatException | SQLIntegrityConstraintViolationException malformed) {
            TextResponse.refuse(response, SC_BAD_REQUEST, malformed);
        } catch (PaymentDeclinedException declined) {
            TextResponse.refuse(response, SC_PAYMENT_REQUIRED, declined);
        } catch (OrderRefusedException refused) {
            TextResponse.refuse(response, SC_CONFLICT, refused);
        } catch (SQLException failure) {
            throw new ServletException(failure);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            String path = request.getPathInfo();
            if (path == null) {
                list(Integer.parseInt(request.getParameter("customer")), response);
            } else {
                find(Long.parseLong(path.substring(1)), response);
            }
        } catch (NumberFormatException malformed) {
            TextResponse.refuse(response, SC_BAD_REQUEST, malformed);
        } catch (SQLException failure) {
            throw new ServletException(failure);
        }
    }

    private void list(int customer, HttpServletResponse response) throws SQLException, IOException {
        String list = orders.newestOf(customer, LISTED).stream()
                .map(OrdersServlet::text)
                .collect(Collectors.joining("\n"));
        TextResponse.send(response, SC_OK, list);
    }

    private void find(long id, HttpServletResponse response) throws SQLException, IOException {
        Order order = orders.find(id).orElse(null);
        if (order == null) {
            TextResponse.send(response, SC_NOT_FOUND, "there is no order " + id);
        } else {
            TextResponse.send(response, SC_OK, text(order));
        }
    }

    private static NewOrder newOrder(HttpServletRequest request) {
        List<OrderLine> lines = new ArrayList<>();
        String[] values = request.getParameterValues("line");
        if (values != null) {
            for (String value : values) {
                int colon = value.indexOf(':');
                lines.add(new OrderLine(
                        Integer.parseInt(value, 0, Math.max(colon, 0), 10),
                        Integer.parseInt(value, colon + 1, value.length(), 10)));
            }
        }
        String card = request.getParameter("card");
        return new NewOrder(Integer.parseInt(request.getParameter("customer")), card == null ? "" : card, lines);
    }

    private static String text(Order order) {
        String lines = order.lines().stream()
                .map(line -> line.product() + ":" + line.quantity())
                .collect(Collectors.joining(" "));
        return "order " + order.id() + " customer " + order.customer() + " total " + order.total() + " lines " + lines;
    }
}
