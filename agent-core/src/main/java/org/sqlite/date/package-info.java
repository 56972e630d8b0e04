/** What the agent's jar holds instead of the driver's own. */
@NullMarked
package org.sqlite.date;

import org.jspecify.annotations.NullMarked;
