/** Threads of the agent, and whatever of it can be started and stopped. */
@NullMarked
package io.gnomon.part;

import org.jspecify.annotations.NullMarked;
