/** Exact figures of each operation by time, in memory until their time is over. */
@NullMarked
package io.gnomon.record.rollup;

import org.jspecify.annotations.NullMarked;
