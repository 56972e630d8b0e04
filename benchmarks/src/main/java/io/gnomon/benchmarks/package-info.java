/** Measures what the agent costs, in JVMs forked for it, and prints the figures as Markdown tables. */
@NullMarked
package io.gnomon.benchmarks;

import org.jspecify.annotations.NullMarked;
