/** The words of the agent as values: operations, and what a sample's longs mean. */
@NullMarked
package io.gnomon.model;

import org.jspecify.annotations.NullMarked;
