/** The agent as a user has it: the built jar on a forked JVM, and the file that remains. */
package io.gnomon.it;
