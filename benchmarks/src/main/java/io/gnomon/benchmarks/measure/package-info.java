/** What all measurements share. */
@NullMarked
package io.gnomon.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
