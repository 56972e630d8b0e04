/** Checks of the machine and the JVM. */
@NullMarked
package io.gnomon.cli.doctor;

import org.jspecify.annotations.NullMarked;
