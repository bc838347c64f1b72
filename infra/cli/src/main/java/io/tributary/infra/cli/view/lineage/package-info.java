/**
 * Builds what verbs answer about versions and updates: an adapter, what it was made of, how far its
 * contributors agreed, and one update's way through the topics. Must not import Kafka.
 */
package io.tributary.infra.cli.view.lineage;
