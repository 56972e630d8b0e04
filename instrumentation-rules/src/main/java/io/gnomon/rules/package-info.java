/** Rules: which methods become operations, and how they are declared in files. */
package io.gnomon.rules;
