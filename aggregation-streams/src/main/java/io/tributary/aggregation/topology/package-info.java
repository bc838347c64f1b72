/**
 * Builds the aggregator as a Kafka Streams topology of three sub-topologies that meet in topics.
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
 * <p><b>How a version is made.</b> A cluster's ledger task decides; the merge task of each of its
 * chunks acts. Commands ({@link io.tributary.schemas.event.ChunkCommand}) go through {@code
 * chunk-events}, replies ({@link io.tributary.schemas.event.ChunkReply}) through {@code
 * cluster-events}:
 *
 * <pre>
 * client           ledger task of c3                      merge task of chunk c3/i
 *   │ chunk i ────────────────────────────────────────────▶ │ keeps it waiting
 *   │ manifest ────▶ │ ◀───────────────── ChunkInspected ── │ its digest, norm, flaw
 *   │                │ the gate: does the update count?     │
 *   │                │ ── Apply(window 8) ────────────────▶ │ adds it to the window
 *   │                │ ── Drop, if it does not ───────────▶ │ forgets it
 *   │                │ the close rule: is window 8 full?    │
 *   │                │ ── Measure(8) ─────────────────────▶ │ ┐ only where the strategy
 *   │                │ ◀────────────────── ChunkMeasured ── │ │ chooses, as Krum does
 *   │                │ the strategy: which updates?         │ ┘
 *   │                │ ── Close(8, which updates) ────────▶ │ merges, writes chunk c3/8/i
 *   │                │ ◀──────────────────── ChunkMerged ── │ its digest
 *   │                │ all chunks replied: manifest c3/8    │
 * </pre>
 *
 * <p>So an update takes one round trip, a version another, and a third where updates are measured.
 * Each is needed: only who holds a chunk can look at it, and all chunks of an update must be
 * decided alike, which is why one task decides once. An operator's release adds {@code Inspect},
 * which a {@code ChunkInspected} answers; {@code Apply} and {@code Drop} have no reply.
 *
 * <p><b>Crashes.</b> Reading a record, changing the state and writing what follows is one
 * transaction, so that a crash between any two arrows only delays the next. What the heap held
 * (payloads, sums) is read from the log again. A command or reply that comes twice, as the ledger
 * repeats commands whose replies are overdue, changes nothing:
 *
 * <ul>
 *   <li>a chunk with the same bytes is passed over, one with other bytes is quarantined;
 *   <li>{@code Apply} for an update that the window holds is rejected; {@code Drop} finds nothing;
 *   <li>{@code Inspect} is answered again; if the update is decided by then, {@code Drop} follows;
 *   <li>{@code Measure} is answered again with the same distances, which are passed over;
 *   <li>{@code Close} for the newest version is answered from the chunk that is stored;
 *   <li>{@code ChunkMerged} with the same digest is passed over, with another it is rejected.
 * </ul>
 *
 * <p><b>To follow a close</b> read eight files: {@code LedgerProcessor} (a reply or a tick comes
 * in), {@code ClusterLedger}, {@code WindowDecision} (who decides), {@code LedgerTransition} (what
 * changes), {@code LedgerOutputs} (the commands), {@code MergeProcessor} (the reply), {@code
 * ChunkMerge} and {@code OpenWindows}. The reply leads back to the first. Beside this way stand the
 * rules that are asked ({@code CloseRule}, {@code EventRules}, {@code CommandCheck}) and the
 * stores.
 *
 * <p>Enter at {@link io.tributary.aggregation.topology.AggregationTopology}; the processors are
 * thin shells around the pure packages. The only package of the aggregator that imports Kafka
 * Streams.
 */
package io.tributary.aggregation.topology;
