/** Loading the agent into a JVM that runs. */
@NullMarked
package io.gnomon.cli.attach;

import org.jspecify.annotations.NullMarked;
