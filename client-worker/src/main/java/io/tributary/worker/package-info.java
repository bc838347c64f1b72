/**
 * Runs the client side of a federation: it embeds a client's text, clusters it into slots, trains
 * every slot from its cluster's newest adapter and publishes the updates.
 *
 * <p>Enter at {@link io.tributary.worker.ClientWorker}, the loop of one client; {@code WorkerHost}
 * runs many over one frozen base model. It must not import Kafka or DJL.
 */
package io.tributary.worker;
