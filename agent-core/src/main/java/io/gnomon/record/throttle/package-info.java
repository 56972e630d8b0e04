/** Keeps the cost of timing within the overhead budget. */
@NullMarked
package io.gnomon.record.throttle;

import org.jspecify.annotations.NullMarked;
