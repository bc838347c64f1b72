/**
 * What became of updates, windows and clients, told from the records of the topics. Pure: records
 * go in one by one, with their places; nothing here knows Kafka. Enter at {@link
 * io.tributary.infra.history.lineage.Lineage}.
 */
package io.tributary.infra.history;
