/** Which calls become rows: those of slow and failed trees, and the lottery for the others. */
@NullMarked
package io.gnomon.record.rows;

import org.jspecify.annotations.NullMarked;
