/** JVMs and processes that are measured. */
@NullMarked
package io.gnomon.benchmarks.jvm;

import org.jspecify.annotations.NullMarked;
