/** What a call costs. */
@NullMarked
package io.gnomon.benchmarks.calls;

import org.jspecify.annotations.NullMarked;
