/**
 * What the federation has made public, as clients, operators and the checks see it.
 *
 * <p>Enter at {@link io.tributary.infra.sim.view.FederationView}. Must not import Kafka Streams.
 */
package io.tributary.infra.sim.view;
