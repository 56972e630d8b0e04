/** What the application is called where nobody gave it a name. */
@NullMarked
package io.gnomon.naming;

import org.jspecify.annotations.NullMarked;
