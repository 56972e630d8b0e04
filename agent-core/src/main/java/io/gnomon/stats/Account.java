package io.gnomon.stats;

import java.util.SortedMap;

/**
 * The account of all calls, from the ledger.
 *
 * @param produced calls that ended
 * @param stored calls that have a row of their own
 * @param sampledOut calls that are in the statistics and in the weight of another row
 * @param unrepresented of the calls that are sampled out, those that no row stands for; while the agent records, those that
 *     a later row will. Not 0 at the end: weights do not add up to the calls
 * @param pending calls that the agent has yet to decide on
 * @param dropped lost calls by reason
 */
public record Account(
        long produced,
        long stored,
        long sampledOut,
        long unrepresented,
        long pending,
        SortedMap<String, Long> dropped) {

    /** All lost calls. */
    public long totalDropped() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What is missing for the account to balance; 0 if it does. */
    public long unaccounted() {
        return produced - stored - sampledOut - pending - totalDropped();
    }
}
