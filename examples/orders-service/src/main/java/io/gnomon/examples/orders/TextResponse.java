package io.gnomon.examples.orders;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers in plain text. */
final class TextResponse {

    private TextResponse() {}

    static void send(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().println(text);
    }

    static void refuse(HttpServletResponse response, int status, Exception reason) throws IOException {
        send(response, status, String.valueOf(reason.getMessage()));
    }
}
