package io.gnomon.examples.orders;

import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty on the loopback interface. */
final class WebServer {

    private static final int THREADS = 24;
    private static final int STOP_MILLIS = 2_000;

    private final Server server;
    private final ServerConnector connector;

    /** @param port 0: any free one */
    WebServer(int port, OrderBook orders, SalesReport report) {
        server = new Server(new QueuedThreadPool(THREADS));
        connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);

        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new OrdersServlet(orders)), "/orders/*");
        context.addServlet(new ServletHolder(new ReportServlet(report)), "/report");
        // Lets requests under way finish when the server stops.
        server.setHandler(new GracefulHandler(context));
        server.setStopTimeout(STOP_MILLIS);
    }

    void start() throws Exception {
        server.start();
    }

    /** Where it listens, once it has started. */
    URI address() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** Stops listening, and waits for the requests under way, but not for long. May be called again. */
    void stop() throws Exception {
        server.stop();
    }
}
