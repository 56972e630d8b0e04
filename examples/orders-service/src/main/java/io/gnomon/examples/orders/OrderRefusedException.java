package io.gnomon.examples.orders;

/** An order that cannot be placed, through no fault of the service. */
abstract class OrderRefusedException extends Exception {

    OrderRefusedException(String message) {
        super(message);
    }
}
