/**
 * Checks the invariants of a simulated federation, each from public records and as naively as
 * possible.
 *
 * <p>Enter at {@link io.tributary.infra.sim.check.InvariantChecks}. It must not import Kafka
 * Streams.
 */
package io.tributary.infra.sim.check;
