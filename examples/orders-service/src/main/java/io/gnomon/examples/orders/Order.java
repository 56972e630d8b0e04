package io.gnomon.examples.orders;

import java.math.BigDecimal;
import java.util.List;

/** An order that was placed. */
record Order(long id, int customer, BigDecimal total, List<OrderLine> lines) {}
