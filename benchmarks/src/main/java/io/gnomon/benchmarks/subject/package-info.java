/** What is measured: the code that runs, with and without the agent, in JVMs of its own. */
@NullMarked
package io.gnomon.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
