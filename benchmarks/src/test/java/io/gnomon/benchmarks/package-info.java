@NullMarked
package io.gnomon.benchmarks;

import org.jspecify.annotations.NullMarked;
