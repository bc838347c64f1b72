/**
 * Runs in the process that is to be killed: its Kafka clients ask at every step whether they may go
 * on, and the parent answers, or kills.
 *
 * <p>Enter at {@link io.tributary.infra.crash.gate.GatedClients}. The only package of infra that
 * imports Kafka Streams: it stands in for the clients that Streams would make.
 */
package io.tributary.infra.crash.gate;
