/** What the writer and its file take. */
@NullMarked
package io.gnomon.benchmarks.writer;

import org.jspecify.annotations.NullMarked;
