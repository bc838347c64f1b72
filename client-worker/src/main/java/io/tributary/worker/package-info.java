/**
 * The client side of a federation: embeds its text, clusters it into slots, trains every slot from
 * its cluster's newest adapter and publishes the updates.
 *
 * <p>Enter at {@link io.tributary.worker.ClientWorker}, the loop of one client; {@code WorkerHost}
 * runs many over one frozen base model. Must not import Kafka or DJL.
 */
package io.tributary.worker;
