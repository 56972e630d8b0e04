/** Figures, targets, and the document that they go into. */
@NullMarked
package io.gnomon.benchmarks.report;

import org.jspecify.annotations.NullMarked;
