/**
 * Federations of made-up clients for the benchmarks of the aggregation engine: their contract,
 * their topics, their updates, and a broker that goes with them. Enter at {@link
 * io.tributary.infra.bench.federation.SyntheticFederation}. Must not import DJL.
 */
package io.tributary.infra.bench.federation;
