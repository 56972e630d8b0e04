package io.gnomon.record.rows;

/** An allowance that fills at a steady rate up to a limit. For one thread. */
public final class TokenBucket {

    private final double perNano;
    private final long limit;
    private double tokens;
    private long lastNanos;

    /** Begins full. */
    public TokenBucket(long perSecond, long limit, long nowNanos) {
        this.perNano = perSecond / 1e9;
        this.limit = limit;
        this.tokens = (double) limit;
        this.lastNanos = nowNanos;
    }

    /** What may be spent now; never negative. */
    long available(long nowNanos) {
        tokens = Math.min((double) limit, tokens + (nowNanos - lastNanos) * perNano);
        lastNanos = nowNanos;
        return Math.max(0, (long) tokens);
    }

    /** Spends; more than is there if need be, and then the next have to wait. */
    void spend(long amount) {
        tokens -= amount;
    }
}
