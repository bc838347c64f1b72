/** {@code sim run}. */
package io.tributary.infra.sim.command;
