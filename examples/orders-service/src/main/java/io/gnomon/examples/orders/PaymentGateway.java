package io.gnomon.examples.orders;

import io.gnomon.api.Monitored;
import io.gnomon.api.PerformanceMonitor;
import io.gnomon.api.Timing;
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
        if (card.equals(SLOW_CARD)) {
            ask("tortoise", SLOW_MILLIS);
        } else {
            ask("hare", 1 + Math.floorMod(card.hashCode(), 4));
        }
        if (card.equals(DECLINED_CARD)) {
            throw new PaymentDeclinedException(amount);
        }
    }

    /** Timed by hand, for an annotation cannot know which bank it will be. */
    private static void ask(String bank, long millis) {
        Timing timing = PerformanceMonitor.monitor("bank." + bank);
        try (timing) {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the bank was answering", stopped);
        }
    }
}
