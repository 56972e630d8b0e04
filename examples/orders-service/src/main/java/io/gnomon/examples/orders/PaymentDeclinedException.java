package io.gnomon.examples.orders;

import java.math.BigDecimal;

/** The bank does not pay. */
final class PaymentDeclinedException extends OrderRefusedException {

    PaymentDeclinedException(BigDecimal amount) {
        super("the bank declined to pay " + amount);
    }
}
