/** What the start and the loading of classes cost. */
@NullMarked
package io.gnomon.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
