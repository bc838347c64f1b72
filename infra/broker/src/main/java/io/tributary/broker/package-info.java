/**
 * A real single-node Kafka broker (KRaft: broker and controller in one) that lives in this JVM or
 * in a child JVM.
 *
 * <p>Enter at {@link io.tributary.broker.EmbeddedBroker}, or run {@link
 * io.tributary.broker.BrokerMain} as a process. This is the only package that touches Kafka's
 * internal server classes ({@code kafka.server}, {@code org.apache.kafka.metadata}); it must not
 * import anything else of ours.
 */
package io.tributary.broker;
