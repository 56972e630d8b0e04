package io.gnomon.examples.orders;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.http.HttpServletResponse.SC_OK;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** The resource {@code /report?customer=ID}: a customer's largest orders. */
final class ReportServlet extends HttpServlet {

    private final transient SalesReport report;

    ReportServlet(SalesReport report) {
        this.report = report;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            int customer = Integer.parseInt(request.getParameter("customer"));
            String text = report.largestOrders(customer).stream()
                    .map(entry -> entry.place() + ". order " + entry.order() + " total " + entry.total())
                    .collect(Collectors.joining("\n"));
            TextResponse.send(response, SC_OK, text);
        } catch (NumberFormatException malformed) {
            TextResponse.refuse(response, SC_BAD_REQUEST, malformed);
        } catch (SQLException failure) {
            throw new ServletException(failure);
        }
    }
}
