/** The application threads' side: queues, pool of chunks, counts of what was dropped. */
@NullMarked
package io.gnomon.record.sink;

import org.jspecify.annotations.NullMarked;
