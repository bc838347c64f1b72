/**
 * Reconstructs the history of updates, windows and clients from the records of the topics. Pure:
 * records are added one by one, with their positions; it must not import Kafka. Enter at {@link
 * io.tributary.infra.history.lineage.Lineage}.
 */
package io.tributary.infra.history;
