/** What the machine and the JVM tell of themselves. */
@NullMarked
package io.gnomon.system;

import org.jspecify.annotations.NullMarked;
