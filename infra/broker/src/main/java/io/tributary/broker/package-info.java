/**
 * Runs a real single-node Kafka broker (KRaft: broker and controller in one), in this JVM or in a
 * child JVM.
 *
 * <p>Enter at {@link io.tributary.broker.EmbeddedBroker}, or run {@link
 * io.tributary.broker.BrokerMain} as a process. The only package that imports Kafka's server,
 * {@code kafka.server} and {@code org.apache.kafka.metadata}; must not import anything of ours.
 */
package io.tributary.broker;
