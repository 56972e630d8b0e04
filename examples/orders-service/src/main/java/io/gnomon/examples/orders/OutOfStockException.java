package io.gnomon.examples.orders;

/** There are too few pieces of a product. */
final class OutOfStockException extends OrderRefusedException {

    OutOfStockException(OrderLine line) {
        super("there are not " + line.quantity() + " pieces of product " + line.product() + " in stock");
    }
}
