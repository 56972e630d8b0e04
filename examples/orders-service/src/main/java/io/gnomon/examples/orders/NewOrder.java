package io.gnomon.examples.orders;

import static java.util.Comparator.comparingInt;

import java.util.List;

/** What a customer wants to buy, and the card to pay with. */
record NewOrder(int customer, String card, List<OrderLine> lines) {

    /** Orders the lines by product: so two orders lock the rows that they share one after the other, never crosswise. */
    NewOrder {
        lines = lines.stream().sorted(comparingInt(OrderLine::product)).toList();
    }
}
