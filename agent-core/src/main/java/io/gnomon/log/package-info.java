/** The agent's own log. It touches neither java.util.logging nor anything else of the application's. */
@NullMarked
package io.gnomon.log;

import org.jspecify.annotations.NullMarked;
