/** A service under load, with and without the agent. */
@NullMarked
package io.gnomon.benchmarks.service;

import org.jspecify.annotations.NullMarked;
