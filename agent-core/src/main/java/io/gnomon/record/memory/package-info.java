/** How much memory calls may take on their way to the file. */
@NullMarked
package io.gnomon.record.memory;

import org.jspecify.annotations.NullMarked;
