/** Programs that the tests run under the agent. They know nothing of it but the API. */
package io.gnomon.it.programs;
