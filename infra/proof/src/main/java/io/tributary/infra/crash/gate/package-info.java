/**
 * Runs in the process that is to be killed: its Kafka clients ask the parent at every step whether
 * they may go on, and the parent answers or kills the process.
 *
 * <p>Enter at {@link io.tributary.infra.crash.gate.GatedClients}. Imports Kafka Streams, since it
 * stands in for the clients that Streams would make.
 */
package io.tributary.infra.crash.gate;
