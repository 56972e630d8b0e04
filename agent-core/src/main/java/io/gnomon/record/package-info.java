/** The writer's duty cycle: what is read and what is written, in one thread and one transaction a flush. */
@NullMarked
package io.gnomon.record;

import org.jspecify.annotations.NullMarked;
