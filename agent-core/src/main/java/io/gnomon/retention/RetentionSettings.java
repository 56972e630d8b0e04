package io.gnomon.retention;

import java.time.Duration;

/**
 * How long what is kept, and how large the file may be.
 *
 * @param rows for single calls
 * @param tenSeconds for figures of ten seconds, and the edges between callers and callees in as much detail
 * @param minutes for figures of a minute
 * @param hours for figures and edges of an hour, and for events
 * @param days for figures and edges of a day; a run is listed for as long as anything of it is kept
 * @param maxBytes the file's size
 * @param minFreeBytes so much of the disk is to stay free, but no more than a twentieth of it
 */
public record RetentionSettings(
        Duration rows,
        Duration tenSeconds,
        Duration minutes,
        Duration hours,
        Duration days,
        long maxBytes,
        long minFreeBytes) {}
