package io.gnomon.examples.orders;

import io.gnomon.examples.orders.RequestMix.Planned;
import org.jspecify.annotations.Nullable;

/** The requests in their order, each handed out to one thread. For all threads. */
final class Schedule {

    private final RequestMix mix;
    private final int requests;
    private int next;

    /** @param requests how many there are */
    Schedule(RequestMix mix, int requests) {
        this.mix = mix;
        this.requests = requests;
    }

    /** A request, and its number, counted from 0. */
    record Turn(int index, Planned planned) {}

    /** The next request; null when all were handed out. */
    synchronized @Nullable Turn next() {
        return next == requests ? null : new Turn(next++, mix.next());
    }
}
