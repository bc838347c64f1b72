/**
 * The aggregator as a Kafka Streams topology: three sub-topologies that meet in topics.
 *
 * <pre>
 * task-embeddings ─┐
 * client-policy ───┴▶ clustering ─▶ cluster-state
 *                        └─▶ cluster-events
 * adapter-updates ─┐
 * update-rulings ──┤
 * cluster-events ──┴▶ ledger ─▶ update-ledger, quarantine, global-adapters
 *                        └─▶ chunk-events
 * update-chunks ─┐
 * chunk-events ──┴▶ merge ─▶ global-adapter-chunks, personal-adapters
 *                        └─▶ cluster-events
 * </pre>
 *
 * <p>Enter at {@link io.tributary.aggregation.topology.AggregationTopology}; the processors are
 * thin shells around the pure packages. The only package that imports Kafka Streams.
 */
package io.tributary.aggregation.topology;
