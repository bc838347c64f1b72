/**
 * What must hold whatever goes wrong, each invariant checked from what is public, as naively as it
 * can be.
 *
 * <p>Enter at {@link io.tributary.infra.sim.check.Checks}. Must not import Kafka Streams.
 */
package io.tributary.infra.sim.check;
