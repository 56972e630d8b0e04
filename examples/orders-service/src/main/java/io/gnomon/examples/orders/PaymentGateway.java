package io.gnomon.examples.orders;

import io.gnomon.api.Monitored;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;

/** Plays a payment provider on the network. What it does depends on the card alone, as with a real provider's test cards. */
final class PaymentGateway {

    /** A card whose payments are declined. */
    static final String DECLINED_CARD = "4000000000000002";

    /** A card whose bank is slow to answer. */
    static final String SLOW_CARD = "4000000000000069";

    private static final long SLOW_MILLIS = 400;

    /** Pays, or fails; takes a few milliseconds with most cards. */
    @Monitored(name = "payment.charge", category = "remote", slowThreshold = "100ms")
    void charge(String card, BigDecimal amount) throws PaymentDeclinedException {
        await(card.equals(SLOW_CARD) ? SLOW_MILLIS : 1 + Math.floorMod(card.hashCode(), 4));
        if (card.equals(DECLINED_CARD)) {
            throw new PaymentDeclinedException(amount);
        }
    }

    private static void await(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the bank was answering", stopped);
        }
    }
}
