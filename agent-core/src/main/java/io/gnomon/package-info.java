/** The agent's core: what is wired together behind the agent's own class loader. */
package io.gnomon;
