/**
 * Collects the records that the federation has published, as clients, operators and the checks see
 * them.
 *
 * <p>Enter at {@link io.tributary.infra.sim.view.PublicState}. It must not import Kafka Streams.
 */
package io.tributary.infra.sim.view;
