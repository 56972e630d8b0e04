/** Reads chunks and counters, in order for each thread, into rollups and rows. */
@NullMarked
package io.gnomon.record.read;

import org.jspecify.annotations.NullMarked;
